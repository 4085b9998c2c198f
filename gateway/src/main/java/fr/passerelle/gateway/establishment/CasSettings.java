package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An ENT's CAS addresses and dialect, complete: catalogue entry and overrides are already
 * one.
 *
 * @param loginUrl where the browser is sent; may carry a query of its own
 * @param validationUrl where tickets are validated, server to server
 * @param logoutUrl where the browser may end its ENT session
 * @param validation the dialect
 * @param renew whether primary credentials are asked for at every login (CAS 3.0 §2.1.1)
 * @param trustedCertificates authorities to trust for this ENT beside the platform's own;
 * empty: the platform's alone
 */
public record CasSettings(URI loginUrl, URI validationUrl, URI logoutUrl, Validation validation, boolean renew,
		List<X509Certificate> trustedCertificates) {

	public CasSettings {
		trustedCertificates = List.copyOf(trustedCertificates);
	}

}
