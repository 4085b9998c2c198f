package fr.passerelle.gateway.version;

import java.time.Instant;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * One accepted document in an establishment's history.
 *
 * @param uai the establishment
 * @param number counts from 1 and never starts over, not even after a deletion
 * @param author who
 * @param at when
 * @param comment why, if they said
 * @param document what
 */
public record ConfigurationVersion(Uai uai, long number, String author, Instant at, @Nullable String comment,
		ConfigurationDocument document) {
}
