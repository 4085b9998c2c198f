package fr.passerelle.gateway.network;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Host and port of an address. Read here and not by {@link URI#getHost()}, which finds no
 * host where there is one: in names with an underscore, or with letters beyond ASCII.
 *
 * @param host in the normal spelling of {@link HostNames}
 * @param port as written; -1 without a port
 */
public record Authority(String host, int port) {

	private static final int MAX_PORT = 65_535;

	/** Reads {@code host} or {@code host:port}; null for anything else. */
	public static @Nullable Authority parse(String text) {
		int colon = text.lastIndexOf(':');
		boolean ported = colon >= 0 && !text.endsWith("]");
		String host = HostNames.normal(ported ? text.substring(0, colon) : text);
		int port = ported ? port(text.substring(colon + 1)) : -1;
		return (host == null || (ported && port < 0)) ? null : new Authority(host, port);
	}

	/** Host and port of an address without user; null where it has none. */
	public static @Nullable Authority of(URI address) {
		String text = address.getRawAuthority();
		return (text != null) ? parse(text) : null;
	}

	/** Host and port of an address that was checked before. */
	public static Authority required(URI address) {
		Authority authority = of(address);
		if (authority == null) {
			throw new IllegalArgumentException("an address without a host");
		}
		return authority;
	}

	/** The port that is connected to. */
	public static int port(URI address) {
		int written = required(address).port();
		return (written >= 0) ? written : defaultPort(address);
	}

	/** The port where none is written. */
	public static int defaultPort(URI address) {
		return "https".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) ? 443 : 80;
	}

	private static int port(String digits) {
		boolean number = !digits.isEmpty() && digits.length() <= 5
				&& digits.chars().allMatch((c) -> c >= '0' && c <= '9');
		int port = number ? Integer.parseInt(digits) : 0;
		return (port > 0 && port <= MAX_PORT) ? port : -1;
	}

}
