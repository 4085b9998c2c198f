package fr.passerelle.entcatalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The addresses of a CAS server. Each may be anywhere: Toutatice used to validate outside
 * the address below which it logged in. {@code null} is an unknown address.
 *
 * @param serverUrl the server's root
 * @param loginUrl where the browser is sent, without query
 * @param validationUrl where tickets are validated, without query
 * @param logoutUrl where the ENT's own session ends, without query
 */
public record CasEndpoints(@Nullable URI serverUrl, @Nullable URI loginUrl, @Nullable URI validationUrl,
		@Nullable URI logoutUrl) {

	/** No address is known. */
	public static final CasEndpoints UNKNOWN = new CasEndpoints(null, null, null, null);

	static final String ADDRESS_RULE = "an https:// address with a host and without user, query or fragment"
			+ " (http:// for this machine itself alone)";

	private static final int LONGEST = 500;

	/**
	 * A range of addresses that never leaves the machine, so that a trial needs no
	 * certificate.
	 */
	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

	public CasEndpoints {
		Stream.of(serverUrl, loginUrl, validationUrl, logoutUrl).forEach((address) -> {
			if (address != null && !isAddress(address)) {
				throw new IllegalArgumentException("An ENT's address is " + ADDRESS_RULE);
			}
		});
	}

	/**
	 * These addresses with the unknown ones filled in by the CAS convention: root and
	 * {@code /login}, the validation's path such as {@code /serviceValidate},
	 * {@code /logout}.
	 * @param validation how tickets are validated; {@code null}: the validation address
	 * stays as it is
	 * @return the addresses, all of them if the root and the kind are known
	 */
	public CasEndpoints completedFor(@Nullable ValidationKind validation) {
		URI root = this.serverUrl;
		if (root == null) {
			return this;
		}
		URI login = (this.loginUrl != null) ? this.loginUrl : below(root, "login");
		URI logout = (this.logoutUrl != null) ? this.logoutUrl : below(root, "logout");
		URI validate = this.validationUrl;
		if (validate == null && validation != null) {
			validate = below(root, validation.path());
		}
		return new CasEndpoints(root, login, validate, logout);
	}

	/** These addresses, with another's for the unknown ones. */
	CasEndpoints above(CasEndpoints base) {
		return new CasEndpoints((this.serverUrl != null) ? this.serverUrl : base.serverUrl,
				(this.loginUrl != null) ? this.loginUrl : base.loginUrl,
				(this.validationUrl != null) ? this.validationUrl : base.validationUrl,
				(this.logoutUrl != null) ? this.logoutUrl : base.logoutUrl);
	}

	static @Nullable URI parse(String text) {
		try {
			URI address = new URI(text);
			return isAddress(address) ? address : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static boolean isAddress(URI address) {
		String host = address.getHost();
		if (host == null || address.getRawUserInfo() != null || address.getRawQuery() != null
				|| address.getRawFragment() != null || address.toString().length() > LONGEST) {
			return false;
		}
		return "https".equalsIgnoreCase(address.getScheme()) || ("http".equalsIgnoreCase(address.getScheme())
				&& LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
	}

	private static URI below(URI root, String path) {
		String base = root.toString();
		return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
	}

}
