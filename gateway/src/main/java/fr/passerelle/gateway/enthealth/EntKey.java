package fr.passerelle.gateway.enthealth;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.network.Authority;

/**
 * What makes two delegations one ENT: the same addresses, in any spelling, and the same
 * trust. The dialect counts too: a school that reads an address in the wrong dialect
 * fails alone, and must not change the state that the other schools see.
 *
 * @param validation where tickets are validated, normalised
 * @param login where people sign in, normalised
 * @param dialect how answers are read
 * @param trusted authorities beside the platform's
 */
public record EntKey(String validation, String login, String dialect, Set<X509Certificate> trusted) {

	private static final int ID_LENGTH = 16;

	public EntKey {
		trusted = Set.copyOf(trusted);
	}

	public static EntKey of(SignOn signOn) {
		return new EntKey(normalised(signOn.voucher()), normalised(signOn.loginUrl()), signOn.dialect(),
				Set.copyOf(signOn.trustedCertificates()));
	}

	/** A name that tells nothing of the parts and is the same on every node. */
	String id() {
		StringBuilder parts = new StringBuilder(this.validation).append('\n').append(this.login).append('\n');
		parts.append(this.dialect);
		this.trusted.stream()
			.map((certificate) -> certificate.getSerialNumber() + " " + certificate.getIssuerX500Principal().getName())
			.sorted()
			.forEach((one) -> parts.append('\n').append(one));
		return SecretText.hash(parts.toString()).substring(0, ID_LENGTH);
	}

	/** Letter case of scheme and host, default ports and dots do not count. */
	public static String normalised(URI address) {
		URI plain = address.normalize();
		String scheme = String.valueOf(plain.getScheme()).toLowerCase(Locale.ROOT);
		Authority authority = Authority.required(plain);
		String host = authority.host();
		int port = authority.port();
		int usual = Authority.defaultPort(plain);
		String path = plain.getRawPath().isEmpty() ? "/" : plain.getRawPath();
		String query = (plain.getRawQuery() != null && !plain.getRawQuery().isEmpty()) ? "?" + plain.getRawQuery() : "";
		return scheme + "://" + host + ((port < 0 || port == usual) ? "" : ":" + port) + path + query;
	}

}
