package fr.passerelle.gateway.saml;

import java.net.URI;

import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Saml;

/**
 * Who asks a provider: an establishment by itself, or the platform for all of its
 * establishments.
 *
 * @param root of its addresses, without a slash at its end
 * @param owner whose keys it has, see {@link SamlKeys}
 */
record ServiceProvider(String root, String owner) {

	/** The owner of the platform's keys; no establishment's code looks like it. */
	static final String PLATFORM = "platform";

	/** An establishment by itself. */
	static ServiceProvider of(Establishment establishment) {
		return new ServiceProvider(establishment.publicUrl(), establishment.uai().value());
	}

	/** The one that a delegation of an establishment needs. */
	static ServiceProvider of(Establishment establishment, Saml saml) {
		URI platform = saml.values().find(EduConnectFields.PLATFORM);
		return (platform != null) ? ofPlatform(platform.toString()) : of(establishment);
	}

	/** The platform. */
	static ServiceProvider ofPlatform(String url) {
		return new ServiceProvider(url, PLATFORM);
	}

	boolean isPlatform() {
		return this.owner.equals(PLATFORM);
	}

	/** The name is the address of the metadata, as federations do it. */
	String entityId() {
		return this.root + SamlAddresses.METADATA;
	}

	/** Where answers to login requests are posted. */
	String back() {
		return this.root + SamlAddresses.RETURN;
	}

	/** Where logout requests and the answers to ours come. */
	String logout() {
		return this.root + SamlAddresses.LOGOUT;
	}

}
