package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS context of an ENT: the platform's authorities and the delegation's own.
 * What is trusted is decided here; that the certificate bears the host's name is checked
 * by the client always, for either kind.
 */
final class TrustedAuthorities {

	private TrustedAuthorities() {
	}

	/**
	 * A context that trusts these certificates beside the platform's.
	 * @param own authorities, or servers' own certificates
	 * @return a context without any client certificate
	 * @throws GeneralSecurityException if a certificate cannot be used
	 */
	static SSLContext context(Collection<X509Certificate> own) throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, managers(own), null);
		return context;
	}

	/** What decides for such a context. */
	static TrustManager[] managers(Collection<X509Certificate> own) throws GeneralSecurityException {
		TrustManagerFactory platform = factory(null);
		return own.isEmpty() ? platform.getTrustManagers() : factory(joined(platform, own)).getTrustManagers();
	}

	private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory;
	}

	/** One store for both, so that one path builder sees all intermediates. */
	private static KeyStore joined(TrustManagerFactory platform, Collection<X509Certificate> own)
			throws GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try {
			store.load(null, null);
		}
		catch (IOException ex) {
			throw new GeneralSecurityException("an empty key store cannot be made", ex);
		}
		int number = 0;
		for (TrustManager manager : platform.getTrustManagers()) {
			if (manager instanceof X509TrustManager authorities) {
				for (X509Certificate authority : authorities.getAcceptedIssuers()) {
					store.setCertificateEntry("platform-" + number++, authority);
				}
			}
		}
		for (X509Certificate authority : own) {
			store.setCertificateEntry("own-" + number++, authority);
		}
		return store;
	}

}
