package fr.passerelle.gateway.document;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

import fr.passerelle.gateway.establishment.CasSettings;
import fr.passerelle.gateway.establishment.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Makes an ENT's complete addresses from three sources, the nearest first: the document's
 * {@code cas} block, the catalogue's entry, the CAS convention below the server's
 * address. Each of the three links stays free, since ENTs exist that validate elsewhere
 * than they log in (Toutatice) or log out by another protocol's path (e-lyco).
 */
final class CasReader {

	private static final int MAX_CERTIFICATES = 10;

	private final Section delegation;

	private final @Nullable Section cas;

	private final @Nullable EntCopy ent;

	private final @Nullable URI serverUrl;

	private final @Nullable Validation validation;

	/**
	 * Whether the catalogue's links still hold: not where the document moves the server.
	 */
	private final boolean sameServer;

	CasReader(Section delegation, @Nullable Section cas, @Nullable EntCopy ent) {
		this.delegation = delegation;
		this.cas = cas;
		this.ent = ent;
		URI own = (cas != null) ? cas.text("serverUrl", HttpAddress::server) : null;
		URI entry = (ent != null) ? ent.serverUrl() : null;
		this.serverUrl = (own != null) ? own : entry;
		this.sameServer = own == null || own.equals(entry);
		Validation dialect = (cas != null) ? cas.text("validation", Texts.oneOf(Validation.class)) : null;
		this.validation = (dialect != null || ent == null) ? dialect : ent.validation();
	}

	@Nullable CasSettings read() {
		URI login = login();
		URI validationUrl = validationUrl();
		URI logout = logout(login);
		List<X509Certificate> certificates = certificates();
		boolean renew = this.cas != null && this.cas.flag("renew", false);
		require(this.validation, "validation", FaultCode.REQUIRED_ONE_OF, Texts.names(Validation.class));
		requireAddress(login, "loginUrl");
		if (this.validation != null) {
			requireAddress(validationUrl, "validationUrl");
		}
		if (login != null) {
			require(logout, "logoutUrl", FaultCode.LOGOUT_REQUIRED);
		}
		if (login == null || validationUrl == null || logout == null || this.validation == null) {
			return null;
		}
		return new CasSettings(login, validationUrl, logout, this.validation, renew, certificates);
	}

	private @Nullable URI login() {
		URI own = link("loginUrl");
		if (own != null) {
			return own;
		}
		URI entry = (this.ent != null && this.sameServer) ? this.ent.loginUrl() : null;
		return (entry != null) ? entry : belowServer("login");
	}

	private @Nullable URI validationUrl() {
		URI own = (this.cas != null) ? this.cas.text("validationUrl", HttpAddress::called) : null;
		if (own != null) {
			return own;
		}
		boolean sameDialect = this.ent != null && this.ent.validation() == this.validation;
		URI entry = (this.ent != null && this.sameServer && sameDialect) ? this.ent.validationUrl() : null;
		if (entry != null || this.validation == null) {
			return entry;
		}
		return belowServer(this.validation.path());
	}

	private @Nullable URI logout(@Nullable URI login) {
		URI own = link("logoutUrl");
		if (own != null) {
			return own;
		}
		URI entry = (this.ent != null && this.sameServer) ? this.ent.logoutUrl() : null;
		if (entry != null) {
			return entry;
		}
		URI below = belowServer("logout");
		if (below != null || login == null) {
			return below;
		}
		return login.getRawPath().endsWith("/login") ? login.resolve("logout") : null;
	}

	private @Nullable URI link(String key) {
		return (this.cas != null) ? this.cas.text(key, HttpAddress::link) : null;
	}

	private @Nullable URI belowServer(String path) {
		return (this.serverUrl != null) ? HttpAddress.below(this.serverUrl, path) : null;
	}

	private void requireAddress(@Nullable URI address, String key) {
		if (address != null || given("serverUrl")) {
			return;
		}
		if (this.ent == null) {
			require(address, key, FaultCode.REQUIRED_WITHOUT_SERVER);
		}
		else if (key.equals("loginUrl")) {
			String form = this.ent.serverUrlPattern();
			if (form != null) {
				fault("serverUrl", FaultCode.SERVER_OF_FORM, this.ent.id(), form);
			}
			else {
				fault("serverUrl", FaultCode.SERVER_UNKNOWN, this.ent.id());
			}
		}
	}

	private void require(@Nullable Object value, String key, FaultCode code, Object... arguments) {
		if (value == null && !given(key)) {
			fault(key, code, arguments);
		}
	}

	/**
	 * Whether the document gives the key, in order or not: a faulty one is one fault
	 * already.
	 */
	private boolean given(String key) {
		return this.cas != null && this.cas.has(key);
	}

	private void fault(String key, FaultCode code, Object... arguments) {
		if (this.cas != null) {
			this.cas.fault(key, code, arguments);
		}
		else {
			this.delegation.fault("cas." + key, code, arguments);
		}
	}

	private List<X509Certificate> certificates() {
		List<X509Certificate> certificates = (this.cas != null)
				? this.cas.text("trustedCertificates", CasReader::certificates) : null;
		return (certificates != null) ? certificates : List.of();
	}

	private static List<X509Certificate> certificates(String pem) {
		try {
			List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
				.stream()
				.map(X509Certificate.class::cast)
				.toList();
			if (!certificates.isEmpty() && certificates.size() <= MAX_CERTIFICATES) {
				return certificates;
			}
		}
		catch (CertificateException ex) {
			// Said below: the parser's own words name bytes, not the mistake.
		}
		throw new Flaw(FaultCode.NOT_CERTIFICATES, MAX_CERTIFICATES);
	}

}
