package fr.passerelle.gateway.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.settings.StartRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Client certificates that a declared proxy hands on in a header: as RFC 9440 has it
 * ({@code :base64:}), or as percent-encoded PEM (nginx's
 * {@code $ssl_client_escaped_cert}). The proxy has seen the private key at work; that the
 * certificate is of our authority, for clients, and in its time is checked here once
 * more.
 */
final class ClientCertificates {

	/** Longest header value. */
	private static final int MAX_LENGTH = 16 * 1024;

	private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";

	private static final String FOR_ANYTHING = "2.5.29.37.0";

	private final Set<TrustAnchor> authority;

	private final String header;

	private final ClientAddresses proxies;

	ClientCertificates(Set<X509Certificate> authority, String header, ClientAddresses proxies) {
		this.authority = authority.stream()
			.map((certificate) -> new TrustAnchor(certificate, null))
			.collect(Collectors.toUnmodifiableSet());
		this.header = header;
		this.proxies = proxies;
	}

	/** Reads the authority's certificates. */
	static Set<X509Certificate> authority(Path file) {
		try {
			Set<X509Certificate> found = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
				.stream()
				.map(X509Certificate.class::cast)
				.collect(Collectors.toUnmodifiableSet());
			if (!found.isEmpty()) {
				return found;
			}
		}
		catch (IOException | CertificateException ex) {
			// Said below, by the setting's key.
		}
		throw new StartRefusedException(
				"passerelle.console.client-certificates.ca: " + file + " holds no certificate in PEM form");
	}

	boolean admit(HttpServletRequest request) {
		List<String> values = Collections.list(request.getHeaders(this.header));
		if (!this.proxies.isTrusted(request.getRemoteAddr()) || values.size() != 1) {
			return false;
		}
		X509Certificate certificate = read(values.get(0).strip());
		return certificate != null && isForClients(certificate) && isOfAuthority(certificate);
	}

	private static @Nullable X509Certificate read(String value) {
		if (value.isEmpty() || value.length() > MAX_LENGTH) {
			return null;
		}
		try {
			byte[] encoded = (value.startsWith(":") && value.endsWith(":") && value.length() > 2)
					? Base64.getDecoder().decode(value.substring(1, value.length() - 1)) : pem(value);
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(encoded));
		}
		catch (CertificateException | IllegalArgumentException ex) {
			return null;
		}
	}

	/** A plus sign is base64's own here, and never a space. */
	private static byte[] pem(String value) {
		return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII);
	}

	private static boolean isForClients(X509Certificate certificate) {
		try {
			List<String> uses = certificate.getExtendedKeyUsage();
			return uses == null || uses.contains(FOR_CLIENTS) || uses.contains(FOR_ANYTHING);
		}
		catch (CertificateException ex) {
			return false;
		}
	}

	/** Whether it was withdrawn is the proxy's to know (CRL or OCSP at the handshake). */
	private boolean isOfAuthority(X509Certificate certificate) {
		try {
			PKIXParameters parameters = new PKIXParameters(this.authority);
			parameters.setRevocationEnabled(false);
			CertPathValidator.getInstance("PKIX")
				.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
