package fr.passerelle.gateway.establishment;

/** How an OpenID Connect provider recognises us when a code is exchanged. */
public enum ClientAuthentication {

	/** The secret in a header, which every provider must take. */
	BASIC,

	/** The secret in the form. */
	POST,

	/** No secret: a public client, which the code's verifier alone protects. */
	NONE

}
