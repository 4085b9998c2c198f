package fr.passerelle.gateway.saml;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A key of an establishment.
 *
 * @param use what it is for
 * @param madeAt when it was made
 * @param key never leaves this package
 * @param certificate of its public half
 */
record SamlKey(Use use, Instant madeAt, PrivateKey key, X509Certificate certificate) {

	/** What a key is for. */
	enum Use {

		SIGNING, ENCRYPTION

	}

	@Override
	public String toString() {
		return "SamlKey[" + this.use + ", " + this.madeAt + "]";
	}

}
