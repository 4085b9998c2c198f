package fr.passerelle.gateway.network;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The normal spelling of a host, so that two spellings of one host compare as equal:
 * small letters, no dot at the end, letters beyond ASCII as their {@code xn--} form, IP
 * addresses as {@link IpAddress} shows them.
 */
public final class HostNames {

	private static final int MAX_LENGTH = 253;

	/** No standard allows the underscore, and many networks use it. */
	private static final Pattern NAME = Pattern
		.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

	/**
	 * Browsers and the platform read such a host as an IPv4 address in any notation.
	 */
	private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

	private static final long IPV4_END = 1L << 32;

	private HostNames() {
	}

	/**
	 * The host in its normal spelling.
	 * @param host as written, without a port
	 * @return IPv6 addresses in brackets; null for a text that is not a host
	 */
	public static @Nullable String normal(String host) {
		if (host.startsWith("[")) {
			return host.endsWith("]") ? ipv6(host.substring(1, host.length() - 1)) : null;
		}
		String name = ascii(host);
		if (name == null || name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
			return null;
		}
		return NUMERIC.matcher(name).matches() ? ipv4(name) : name;
	}

	/** The address that a host in its normal spelling is; null for a name. */
	public static @Nullable IpAddress literal(String normal) {
		String bare = normal.startsWith("[") ? normal.substring(1, normal.length() - 1) : normal;
		return IpAddress.parse(bare).orElse(null);
	}

	/** Whether this is the machine itself, independent of name servers (RFC 6761). */
	public static boolean isLocalhost(String normal) {
		return normal.equals("localhost") || normal.endsWith(".localhost");
	}

	private static @Nullable String ascii(String host) {
		String name = host;
		if (!host.chars().allMatch((c) -> c < 0x80)) {
			try {
				name = IDN.toASCII(host);
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}
		name = name.toLowerCase(Locale.ROOT);
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

	private static @Nullable String ipv6(String literal) {
		// An IPv4 address that is mapped into IPv6 comes out as an IPv4 address.
		return IpAddress.parse(literal).map((ip) -> ip.isIpv6() ? "[" + ip + "]" : ip.toString()).orElse(null);
	}

	/** {@code 127.1}, {@code 0x7f.0.0.1}, {@code 2130706433}: as inet_aton reads them. */
	private static @Nullable String ipv4(String name) {
		String[] parts = name.split("\\.", -1);
		if (parts.length > 4) {
			return null;
		}
		long address = 0;
		for (int i = 0; i < parts.length; i++) {
			boolean last = i == parts.length - 1;
			long end = last ? IPV4_END >> (8 * i) : 256;
			long part = number(parts[i]);
			if (part < 0 || part >= end) {
				return null;
			}
			address = last ? (address << (8 * (4 - i))) + part : (address << 8) + part;
		}
		return (address >> 24) + "." + (address >> 16 & 0xff) + "." + (address >> 8 & 0xff) + "." + (address & 0xff);
	}

	private static long number(String part) {
		try {
			if (part.startsWith("0x")) {
				return (part.length() == 2) ? 0 : Long.parseLong(part.substring(2), 16);
			}
			return Long.parseLong(part, (part.length() > 1 && part.startsWith("0")) ? 8 : 10);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

}
