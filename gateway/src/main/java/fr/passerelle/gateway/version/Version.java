package fr.passerelle.gateway.version;

import java.time.Instant;
import java.util.Map;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.EntCopy;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * One accepted document in an establishment's history.
 *
 * @param uai the establishment
 * @param number counts from 1 and never starts over, not even after a deletion
 * @param author who made it
 * @param at when
 * @param comment why, if the author said
 * @param document the document
 * @param copies what the catalogue said when it was accepted, by delegation id
 */
public record Version(Uai uai, long number, String author, Instant at, @Nullable String comment,
		ConfigurationDocument document, Map<String, EntCopy> copies) {

	public Version {
		copies = Map.copyOf(copies);
	}

}
