package fr.passerelle.gateway.document;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.network.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Checks the two kinds of address in a document: origins of the gateway and of
 * applications, and addresses at an ENT.
 */
public final class HttpAddress {

	private static final int MAX_LENGTH = 500;

	/**
	 * Parameters of the sign-on protocols. A link in a document must not have them: the
	 * gateway writes them itself.
	 */
	static final Set<String> PROTOCOL_PARAMETERS = Set.of("service", "target", "ticket", "samlart", "renew", "gateway",
			"method", "pgturl");

	private HttpAddress() {
	}

	/**
	 * Scheme, host and port alone, the host in the one spelling and without a default
	 * port: where we connect to.
	 */
	static URI origin(String text) {
		URI address = verifiable(originAsWritten(text));
		return URI.create(scheme(address) + "://" + authority(address));
	}

	/**
	 * Scheme, host and port alone, the host as it is written: every address that we make
	 * begins with it, and an ENT may know it by its letter case.
	 */
	public static URI publicOrigin(String text) {
		URI address = originAsWritten(text);
		return URI.create(scheme(address) + "://" + address.getRawAuthority());
	}

	private static URI originAsWritten(String text) {
		URI address = parse(text);
		if (address.getRawQuery() != null || !(address.getRawPath().isEmpty() || address.getRawPath().equals("/"))) {
			throw new Flaw(FaultCode.NOT_ORIGIN);
		}
		return address;
	}

	/** An address to which paths are added. */
	static URI server(String text) {
		URI address = verifiable(parse(text));
		if (address.getRawQuery() != null) {
			throw new Flaw(FaultCode.NOT_WITHOUT_QUERY);
		}
		return address;
	}

	/** A complete address that we connect to ourselves. */
	static URI called(String text) {
		return verifiable(link(text));
	}

	/** A complete address, with a query of its own if the ENT wants one. */
	public static URI link(String text) {
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
	public static String authority(URI address) {
		Authority authority = Authority.required(address);
		return (authority.port() < 0 || authority.port() == Authority.defaultPort(address)) ? authority.host()
				: authority.host() + ":" + authority.port();
	}

	static URI below(URI server, String path) {
		String base = server.toString();
		return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
	}

	private static URI parse(String text) {
		URI address = uri(text);
		Authority authority = (address != null) ? Authority.of(address) : null;
		if (address == null || authority == null || address.getRawFragment() != null || text.length() > MAX_LENGTH
				|| !(scheme(address).equals("http") || scheme(address).equals("https"))) {
			throw new Flaw(FaultCode.NOT_ADDRESS);
		}
		return inAscii(address, authority);
	}

	/**
	 * Letters beyond ASCII travel nowhere in a host: the name's {@code xn--} form does.
	 */
	private static URI inAscii(URI address, Authority authority) {
		String written = address.getRawAuthority();
		if (written.chars().allMatch((c) -> c < 0x80)) {
			return address;
		}
		String port = (authority.port() < 0) ? "" : ":" + authority.port();
		String text = address.toString();
		int end = text.indexOf("//") + 2 + written.length();
		return URI.create(address.getScheme() + "://" + authority.host() + port + text.substring(end));
	}

	/** The platform holds no certificate to a name with an underscore. */
	private static URI verifiable(URI address) {
		if (scheme(address).equals("https") && Authority.required(address).host().indexOf('_') >= 0) {
			throw new Flaw(FaultCode.UNDERSCORE);
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
