package fr.passerelle.gateway.whatif;

import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.identity.RemoteIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What a kept answer says.
 *
 * @param identity whom it vouches for; null where it does not
 * @param refusal the code with which it refuses; null where it does not
 * @param dialect in which it can be read; null where in none
 * @param live whether a login would take it at this moment: its window and audience hold
 */
public record Reading(@Nullable RemoteIdentity identity, @Nullable String refusal, @Nullable Validation dialect,
		boolean live) {

	/** An answer in no dialect that is known. */
	public static final Reading UNREADABLE = new Reading(null, null, null, false);

	@Override
	public String toString() {
		return "Reading[" + this.dialect + "]";
	}

}
