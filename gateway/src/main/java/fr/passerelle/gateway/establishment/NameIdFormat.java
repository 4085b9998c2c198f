package fr.passerelle.gateway.establishment;

/** The kinds of name that a SAML 2 identity provider can be asked for. */
public enum NameIdFormat {

	/** The same at each login, and another one for each service. */
	PERSISTENT("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),

	/** Another one at each login: an attribute then has to name the person. */
	TRANSIENT("urn:oasis:names:tc:SAML:2.0:nameid-format:transient"),

	/** A mail address. */
	EMAIL("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),

	/** The kind that the provider has for this service. */
	UNSPECIFIED("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified");

	private final String urn;

	NameIdFormat(String urn) {
		this.urn = urn;
	}

	/** Its name in messages. */
	public String urn() {
		return this.urn;
	}

}
