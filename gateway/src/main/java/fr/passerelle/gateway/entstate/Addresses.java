package fr.passerelle.gateway.entstate;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Tells addresses of a private network from public ones.
 */
final class Addresses {

	/** fc00::/7, RFC 4193; the platform knows only its predecessor. */
	private static final int UNIQUE_LOCAL = 0xfc;

	private static final int UNIQUE_LOCAL_MASK = 0xfe;

	private Addresses() {
	}

	static boolean isPrivate(InetAddress address) {
		boolean uniqueLocal = address instanceof Inet6Address
				&& (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
		return uniqueLocal || address.isLoopbackAddress() || address.isSiteLocalAddress()
				|| address.isLinkLocalAddress() || address.isAnyLocalAddress();
	}

}
