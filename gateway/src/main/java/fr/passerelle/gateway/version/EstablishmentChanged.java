package fr.passerelle.gateway.version;

import java.time.Instant;

import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * A change that is in the store and already in effect here.
 *
 * @param uai the establishment
 * @param kind what was done
 * @param version the version it led to
 * @param author who
 * @param comment why, if they said
 * @param at when
 * @param address from where, if from an address
 * @param differences from the version before; none where there is none, or no longer
 */
public record EstablishmentChanged(Uai uai, Kind kind, long version, String author, @Nullable String comment,
		Instant at, @Nullable String address, Differences differences) {

	/** What was done. */
	public enum Kind {

		CREATED, CHANGED, RESTORED, DELETED

	}

}
