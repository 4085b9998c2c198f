package fr.passerelle.gateway.network;

import java.net.InetAddress;

import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.http.IpRange;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a list of places that may be connected to: an address, a range or a host
 * name, each with a port or for all of them.
 *
 * @param range the addresses; null for a name
 * @param name the host in its normal spelling; null for addresses
 * @param port the only one; -1 for all
 */
record Allowed(@Nullable IpRange range, @Nullable String name, int port) {

	static Allowed parse(String entry) {
		IpRange range = IpRange.parse(entry).orElse(null);
		if (range != null) {
			return new Allowed(range, null, -1);
		}
		int slash = entry.indexOf('/');
		int colon = entry.lastIndexOf(':');
		if (slash > 0 && colon > slash) {
			IpRange ported = IpRange.parse(entry.substring(0, colon)).orElseThrow();
			return new Allowed(ported, null, Integer.parseInt(entry.substring(colon + 1)));
		}
		Authority authority = Authority.parse(entry);
		if (authority == null) {
			throw new IllegalArgumentException("'" + entry + "' is neither a range nor a host");
		}
		IpAddress literal = HostNames.literal(authority.host());
		return (literal != null) ? new Allowed(IpRange.parse(literal.toString()).orElseThrow(), null, authority.port())
				: new Allowed(null, authority.host(), authority.port());
	}

	boolean hasHost(String host, int wanted) {
		return host.equals(this.name) && hasPort(wanted);
	}

	boolean hasAddress(InetAddress address, int wanted) {
		return this.range != null && this.range.contains(new IpAddress(address)) && hasPort(wanted);
	}

	private boolean hasPort(int wanted) {
		return this.port < 0 || this.port == wanted;
	}

}
