package fr.passerelle.gateway.establishment;

import java.time.Instant;

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
