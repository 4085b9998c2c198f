package fr.passerelle.gateway.federation;

/** Namespaces and other fixed names of federations. */
public final class Names {

	/** Assertions of SAML 2. */
	public static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

	/** Assertions of SAML 1.1, as tokens of WS-Federation. */
	public static final String ASSERTION_11 = "urn:oasis:names:tc:SAML:1.0:assertion";

	/** What a token service says of itself, in metadata of SAML 2. */
	public static final String FEDERATION = "http://docs.oasis-open.org/wsfed/federation/200706";

	/** Addresses in such metadata. */
	public static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

	/** Messages of SAML 2. */
	public static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

	/** Metadata of SAML 2. */
	public static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";

	/** XML signatures. */
	public static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

	/** XML encryption. */
	public static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";

	/** The id attribute of everything in SAML 2 that can be signed. */
	public static final String ID = "ID";

	/** The id attribute of an assertion of SAML 1.1. */
	public static final String ID_11 = "AssertionID";

	/** A message in the address of a redirect. */
	public static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

	/** A message in a posted form. */
	public static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

	private Names() {
	}

}
