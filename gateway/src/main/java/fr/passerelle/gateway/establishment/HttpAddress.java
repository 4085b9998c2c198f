package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The two kinds of address a document holds: origins of ours and of applications, and
 * addresses at an ENT.
 */
final class HttpAddress {

	private static final int MAX_LENGTH = 500;

	/**
	 * What the gateway itself says to an ENT: a link that says it already would say it
	 * twice.
	 */
	static final Set<String> PROTOCOL_PARAMETERS = Set.of("service", "target", "ticket", "samlart", "renew", "gateway",
			"method", "pgturl");

	private HttpAddress() {
	}

	/** Scheme, host and port alone, in lower case and without a default port. */
	static URI origin(String text) {
		URI address = parse(text);
		if (address.getRawQuery() != null || !(address.getRawPath().isEmpty() || address.getRawPath().equals("/"))) {
			throw new Flaw(FaultCode.NOT_ORIGIN);
		}
		return URI.create(scheme(address) + "://" + authority(address));
	}

	/** An address that others are made from by adding a path. */
	static URI server(String text) {
		URI address = parse(text);
		if (address.getRawQuery() != null) {
			throw new Flaw(FaultCode.NOT_WITHOUT_QUERY);
		}
		return address;
	}

	/** A complete address, with a query of its own if the ENT wants one. */
	static URI link(String text) {
		URI address = parse(text);
		if (address.getRawQuery() != null) {
			for (String parameter : address.getRawQuery().split("&", -1)) {
				String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
				if (PROTOCOL_PARAMETERS.contains(name)) {
					throw new Flaw(FaultCode.PROTOCOL_IN_LINK, name);
				}
			}
		}
		return address;
	}

	/**
	 * The request's {@code Host} for an origin: the port only where it is not the
	 * scheme's own.
	 */
	static String authority(URI address) {
		String host = address.getHost().toLowerCase(Locale.ROOT);
		return (address.getPort() < 0 || address.getPort() == defaultPort(address)) ? host
				: host + ":" + address.getPort();
	}

	static int defaultPort(URI address) {
		return scheme(address).equals("https") ? 443 : 80;
	}

	static URI below(URI server, String path) {
		String base = server.toString();
		return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
	}

	private static URI parse(String text) {
		URI address = uri(text);
		if (address == null || address.getHost() == null || address.getRawFragment() != null
				|| address.getRawUserInfo() != null || text.length() > MAX_LENGTH || address.getPort() == 0
				|| address.getPort() > 65535 || !(scheme(address).equals("http") || scheme(address).equals("https"))) {
			throw new Flaw(FaultCode.NOT_ADDRESS);
		}
		return address;
	}

	private static @Nullable URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static String scheme(URI address) {
		return (address.getScheme() != null) ? address.getScheme().toLowerCase(Locale.ROOT) : "";
	}

}
