package fr.passerelle.gateway.saml;

import fr.passerelle.gateway.establishment.Saml;

/** The paths that a service provider has at its host. */
final class SamlAddresses {

	static final String ROOT = "/.passerelle/saml2/";

	static final String METADATA = Saml.METADATA_PATH;

	/** Where answers to login requests are posted. */
	static final String RETURN = ROOT + "acs";

	/** Where logout requests and the answers to ours come, by GET or POST. */
	static final String LOGOUT = ROOT + "slo";

	private SamlAddresses() {
	}

}
