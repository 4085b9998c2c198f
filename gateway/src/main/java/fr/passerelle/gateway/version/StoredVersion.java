package fr.passerelle.gateway.version;

import java.net.URI;
import java.util.Map;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.EntCopy;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.network.Authority;

/**
 * A version with what the store keeps beside the document.
 *
 * @param version as others see it
 * @param copies what the catalogue said, by delegation id
 */
record StoredVersion(ConfigurationVersion version, Map<String, EntCopy> copies) {

	StoredVersion {
		copies = Map.copyOf(copies);
	}

	Uai uai() {
		return this.version.uai();
	}

	long number() {
		return this.version.number();
	}

	ConfigurationDocument document() {
		return this.version.document();
	}

	/** The host that the store keeps unique. */
	static String host(Establishment establishment) {
		return Authority.required(URI.create(establishment.publicUrl())).host();
	}

}
