package fr.passerelle.gateway.whatif;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a login through a delegation sends, expects and reads, from its settings alone.
 *
 * @param steps in the order of a login
 * @param reads the attributes in which each fact about a person is looked for, by the
 * document's keys
 */
public record LoginOutline(List<Step> steps, Map<String, List<String>> reads) {

	public LoginOutline {
		steps = List.copyOf(steps);
		reads = Collections.unmodifiableMap(new LinkedHashMap<>(reads));
	}

	/**
	 * One step.
	 *
	 * @param kind which
	 * @param details addresses and names that its sentence has; an empty one is told by
	 * the provider
	 */
	public record Step(Kind kind, List<String> details) {

		public Step {
			details = List.copyOf(details);
		}

		static Step of(Kind kind, String... details) {
			return new Step(kind, List.of(details));
		}

	}

	/** The steps of all protocols. */
	public enum Kind {

		/** CAS: where the browser goes. */
		CAS_REQUEST,
		/** CAS: who confirms the ticket. */
		CAS_VALIDATION,
		/** SAML 2: where the browser goes, with a signed request. */
		SAML_REQUEST_SIGNED,
		/** SAML 2: where the browser goes, with a request without signature. */
		SAML_REQUEST,
		/** The kind of name that SAML 2 asks for. */
		NAME_PERSISTENT, NAME_TRANSIENT, NAME_EMAIL, NAME_UNSPECIFIED,
		/** SAML 2: the way of signing in that is asked for. */
		SAML_CONTEXT,
		/** The person signs in anew. */
		FORCED,
		/** SAML 2: where the answer arrives. */
		SAML_RETURN,
		/** SAML 2: whose signature counts, and for whom the answer is. */
		SAML_SIGNED,
		/** SAML 2: an assertion in clear is refused. */
		SAML_ENCRYPTED,
		/** SAML 2: an assertion may be encrypted. */
		SAML_CLEAR,
		/** WS-Federation: where the browser goes, and as whose. */
		WS_REQUEST,
		/** WS-Federation: where the token arrives. */
		WS_RETURN,
		/** WS-Federation: whose signature counts, and for whom the token is. */
		WS_SIGNED,
		/** OpenID Connect: where the browser goes, and what is asked for. */
		OIDC_REQUEST,
		/** OpenID Connect: where the code arrives. */
		OIDC_RETURN,
		/** OpenID Connect: how the secret is sent with the code. */
		OIDC_SECRET_BASIC, OIDC_SECRET_POST, OIDC_SECRET_NONE,
		/** OpenID Connect: what the ID token has to be. */
		OIDC_TOKEN,
		/** OpenID Connect: more is asked for. */
		OIDC_USERINFO,
		/** OpenID Connect: the ID token alone is read. */
		OIDC_TOKEN_ALONE,
		/** EduConnect: which accounts are which profile. */
		EDUCONNECT_ACCOUNTS,
		/** EduConnect: what happens to the account of another family member. */
		EDUCONNECT_MISHAP,
		/** What names the person, by protocol. */
		USER_CAS, USER_NAME_ID, USER_TOKEN, USER_SUBJECT,
		/** An attribute names the person. */
		USER_ATTRIBUTE

	}

}
