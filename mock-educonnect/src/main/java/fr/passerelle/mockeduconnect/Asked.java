package fr.passerelle.mockeduconnect;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A login request that was accepted. */
sealed interface Asked {

	/** Where the form in two steps is, as its protocol names it. */
	String formAt();

	/** Whether the person signs in anew. */
	boolean force();

	/** When it came. */
	Instant at();

	/**
	 * One by SAML 2.
	 *
	 * @param service who asks
	 * @param id of the request
	 * @param back where the answer is posted
	 * @param relayState what the service gets back; null: nothing
	 * @param force whether the person signs in anew
	 * @param at when it came
	 */
	record BySaml(Service service, String id, String back, @Nullable String relayState, boolean force,
			Instant at) implements Asked {

		@Override
		public String formAt() {
			return MockEduConnect.SIGN_ON;
		}

	}

	/**
	 * One by OpenID Connect.
	 *
	 * @param client who asks
	 * @param back where the code goes
	 * @param state what the client gets back; null: nothing
	 * @param nonce what the ID token says; null: nothing
	 * @param challenge of PKCE; null where the client has none
	 * @param force whether the person signs in anew
	 * @param at when it came
	 */
	record ByOidc(Client client, String back, @Nullable String state, @Nullable String nonce,
			@Nullable String challenge, boolean force, Instant at) implements Asked {

		@Override
		public String formAt() {
			return OpenId.AUTHORIZE;
		}

	}

}
