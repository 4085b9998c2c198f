package fr.passerelle.gateway.saml;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Saml;

/** The names and addresses that an establishment has as a service provider. */
final class SamlAddresses {

	static final String ROOT = "/.passerelle/saml2/";

	static final String METADATA = Saml.METADATA_PATH;

	/** Where answers to login requests are posted. */
	static final String RETURN = ROOT + "acs";

	/** Where logout requests and the answers to ours come, by GET or POST. */
	static final String LOGOUT = ROOT + "slo";

	private SamlAddresses() {
	}

	/** The name is the address of the metadata, as federations do it. */
	static String entityId(Establishment establishment) {
		return establishment.address(METADATA);
	}

	static String back(Establishment establishment) {
		return establishment.address(RETURN);
	}

	static String logout(Establishment establishment) {
		return establishment.address(LOGOUT);
	}

}
