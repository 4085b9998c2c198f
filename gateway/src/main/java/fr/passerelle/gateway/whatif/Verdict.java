package fr.passerelle.gateway.whatif;

import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * Whether one Espace opens.
 *
 * @param espace which one
 * @param answer yes, or why not
 * @param through the delegations that do lead into it
 * @param directLogin whether the local form does
 */
public record Verdict(EspaceKey espace, Answer answer, List<String> through, boolean directLogin) {

	public Verdict {
		through = List.copyOf(through);
	}

	/** Yes, or the first reason that keeps the person out. */
	public enum Answer {

		/** The Espace opens. */
		OPENS,
		/** Needs no login. */
		PUBLIC,
		/** The whole establishment is not published. */
		ESTABLISHMENT_CLOSED,
		/** The Espace is not published. */
		ESPACE_CLOSED,
		/** The delegation does not lead into it, or is not active. */
		NOT_DELEGATED,
		/** Recognised, but the profiles do not open it. */
		PROFILE_NOT_ALLOWED,
		/**
		 * An EduConnect account of the other kind: the page names it and leads out of it.
		 */
		OTHER_ACCOUNT,
		/** One of the establishment's people, whose record does not open it. */
		RECORD_NOT_ALLOWED,
		/** The local name and password would be asked for first. */
		PASSWORD_ASKED,
		/** The ENT says that the person belongs elsewhere. */
		OTHER_ESTABLISHMENT,
		/** No person here matches, and nothing admits unknown people. */
		UNKNOWN_PERSON

	}

}
