package fr.passerelle.gateway.whatif;

import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.identity.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * What would come of a login.
 *
 * @param kind how far it gets
 * @param delegation through which it would come
 * @param dialect in which a pasted answer could be read
 * @param refusal the code with which a pasted answer refuses
 * @param live whether a login would take the pasted answer at this moment
 * @param visitor who it would be; null if the person is not recognised
 * @param step the step of recognition that decided; null where none did
 * @param released the names of the released attributes; never their values
 * @param espaces each Espace, in the table's order
 */
public record WhatIfResult(Kind kind, Delegation delegation, @Nullable Validation dialect, @Nullable String refusal,
		boolean live, @Nullable Visitor visitor, @Nullable Recognition step, Set<String> released,
		List<Verdict> espaces) {

	public WhatIfResult {
		released = Set.copyOf(released);
		espaces = List.copyOf(espaces);
	}

	@Override
	public String toString() {
		return "WhatIfResult[" + this.kind + "]";
	}

	/** How far a login gets. */
	public enum Kind {

		/** The ENT vouches for a person; the verdicts say the rest. */
		VOUCHED,
		/** The ENT refuses. */
		REFUSED,
		/** The answer is in another dialect than the delegation's: every login fails. */
		OTHER_DIALECT,
		/** The answer cannot be read: every login fails. */
		UNREADABLE

	}

}
