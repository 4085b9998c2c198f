package fr.passerelle.gateway.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An IP address read from text without ever asking a name server, shown in one canonical
 * form (RFC 5952), so that a counter cannot be split by spelling. An IPv4 address mapped
 * into IPv6 is that IPv4 address.
 *
 * @param address the address itself
 */
public record IpAddress(InetAddress address) {

	private static final int IPV4_BYTES = 4;

	private static final int MAX_BYTE = 255;

	private static final int MAX_IPV6_TEXT = 45;

	/** fc00::/7, RFC 4193; the platform knows only its predecessor. */
	private static final int UNIQUE_LOCAL = 0xfc;

	private static final int UNIQUE_LOCAL_MASK = 0xfe;

	private static final int IPV6_CUSTOMER_BITS = 64;

	/** Reads an address literal; empty for anything else. */
	public static Optional<IpAddress> parse(String text) {
		byte[] decimal = decimal(text);
		try {
			if (decimal != null) {
				return Optional.of(new IpAddress(InetAddress.getByAddress(decimal)));
			}
			return mayBeIpv6(text) ? Optional.of(new IpAddress(InetAddress.getByName(text))) : Optional.empty();
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The bytes of an IPv4 address; null for any other text. A leading zero is refused,
	 * because some parsers read {@code 010} as eight.
	 */
	private static byte @Nullable [] decimal(String text) {
		byte[] bytes = new byte[IPV4_BYTES];
		int at = 0;
		for (int i = 0; i < IPV4_BYTES; i++) {
			if (i > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
				return null;
			}
			int begin = at;
			int value = 0;
			while (at < text.length() && isDigit(text.charAt(at)) && value <= MAX_BYTE) {
				value = value * 10 + (text.charAt(at) - '0');
				at++;
			}
			boolean zeroFirst = at - begin > 1 && text.charAt(begin) == '0';
			if (at == begin || value > MAX_BYTE || zeroFirst) {
				return null;
			}
			bytes[i] = (byte) value;
		}
		return (at == text.length()) ? bytes : null;
	}

	/** Whether the JDK may read a text: with a colon in it, it never resolves a name. */
	private static boolean mayBeIpv6(String text) {
		if (text.length() < 2 || text.length() > MAX_IPV6_TEXT || text.indexOf(':') < 0) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean hex = isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
			if (!hex && c != ':' && c != '.') {
				return false;
			}
		}
		return true;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	/** Whether this is an IPv6 address, where one customer usually holds a whole /64. */
	public boolean isIpv6() {
		return this.address instanceof Inet6Address;
	}

	/**
	 * Whether it belongs to a machine or network of one's own rather than the Internet.
	 */
	public boolean isLocal() {
		boolean uniqueLocal = isIpv6() && (this.address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
		return uniqueLocal || this.address.isLoopbackAddress() || this.address.isSiteLocalAddress()
				|| this.address.isLinkLocalAddress() || this.address.isAnyLocalAddress();
	}

	/**
	 * What one client usually holds: an IPv6 address's /64, an IPv4 address itself. A
	 * text that is not an address stays as it is.
	 */
	public static String customer(String address) {
		return parse(address).map((ip) -> ip.isIpv6() ? ip.network(IPV6_CUSTOMER_BITS) : ip)
			.map(IpAddress::toString)
			.orElse(address);
	}

	/**
	 * The address with everything behind the network's bits set to zero.
	 * @param bits the length of the network's prefix
	 * @return the network's first address
	 */
	public IpAddress network(int bits) {
		byte[] bytes = this.address.getAddress();
		for (int i = 0; i < bytes.length; i++) {
			int kept = Math.min(8, Math.max(0, bits - i * 8));
			bytes[i] &= (byte) (0xff << (8 - kept));
		}
		try {
			return new IpAddress(InetAddress.getByAddress(bytes));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("the length is the address's own", ex);
		}
	}

	/** How many bits an address of this family has. */
	int length() {
		return this.address.getAddress().length * 8;
	}

	@Override
	public String toString() {
		return isIpv6() ? compressed(this.address.getAddress()) : this.address.getHostAddress();
	}

	private static String compressed(byte[] bytes) {
		int[] groups = new int[8];
		for (int i = 0; i < groups.length; i++) {
			groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
		}
		int start = -1;
		int length = 1;
		for (int i = 0; i < groups.length; i++) {
			int zeros = zeros(groups, i);
			if (zeros > length) {
				start = i;
				length = zeros;
			}
		}
		StringBuilder text = new StringBuilder(39);
		for (int i = 0; i < groups.length; i++) {
			if (i == start) {
				text.append("::");
				i += length - 1;
			}
			else {
				boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
				text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
			}
		}
		return text.toString();
	}

	private static int zeros(int[] groups, int from) {
		int end = from;
		while (end < groups.length && groups[end] == 0) {
			end++;
		}
		return end - from;
	}

}
