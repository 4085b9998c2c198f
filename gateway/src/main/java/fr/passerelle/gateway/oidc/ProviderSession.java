package fr.passerelle.gateway.oidc;

import java.util.List;

import fr.passerelle.gateway.session.EntSession;
import org.jspecify.annotations.Nullable;

/**
 * A person's session at a provider, as logout tokens name it: by the session's own id, or
 * by the person, which means all sessions of theirs.
 *
 * @param delegation by which it was opened: providers of two delegations may give the
 * same names
 * @param issuer the provider
 */
record ProviderSession(String delegation, String issuer) {

	/** A longer token is not kept to be shown at the logout. */
	static final int MAX_HINT = 1536;

	/** A longer id of a session is no name here: the person's is. */
	private static final int MAX_SESSION_ID = 256;

	/**
	 * What a session here keeps of it.
	 * @param subject the person
	 * @param sid the session; null where the provider names none
	 * @param token shown to the provider when the person leaves
	 */
	EntSession kept(String subject, @Nullable String sid, String token) {
		List<String> others = (sid != null && !sid.isEmpty() && sid.length() <= MAX_SESSION_ID)
				? List.of(ofSession(sid)) : List.of();
		return new EntSession(ofPerson(subject), others, (token.length() <= MAX_HINT) ? token : null);
	}

	/** The name that all sessions of a person have. */
	String ofPerson(String subject) {
		return String.join("\n", "oidc", this.delegation, this.issuer, "sub", subject);
	}

	/** The name of one session. */
	String ofSession(String sid) {
		return String.join("\n", "oidc", this.delegation, this.issuer, "sid", sid);
	}

}
