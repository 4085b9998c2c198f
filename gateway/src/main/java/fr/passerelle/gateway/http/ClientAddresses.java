package fr.passerelle.gateway.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client's address behind the declared proxies. A forwarding header is read
 * only where the connection comes from one of them, and from the right: each proxy
 * appends the address that it saw, so the client itself may have written what is further
 * left.
 */
public final class ClientAddresses {

	/**
	 * More proxies in a row than any installation has; entries before them are not read.
	 */
	private static final int MAX_HOPS = 32;

	private final List<IpRange> trusted;

	/**
	 * Declares the proxies.
	 * @param trustedCidrs addresses or CIDR ranges whose forwarding headers count
	 */
	public ClientAddresses(List<String> trustedCidrs) {
		this.trusted = trustedCidrs.stream().map(ClientAddresses::range).toList();
	}

	private static IpRange range(String text) {
		return IpRange.parse(text.strip())
			.orElseThrow(() -> new IllegalArgumentException(
					"passerelle.trusted-proxies: '" + text + "' is neither an IP address nor a CIDR range"));
	}

	/**
	 * The client's address in canonical form.
	 * @param socketAddress the other end of the connection
	 * @param forwardedFor the values of {@code X-Forwarded-For}, in order
	 * @return the right-most address that is not a declared proxy; the socket's address
	 * where the connection is not a proxy's or where an entry cannot be read
	 */
	public String resolve(String socketAddress, List<String> forwardedFor) {
		Optional<IpAddress> socket = IpAddress.parse(withoutPort(withoutZone(socketAddress)));
		if (socket.isEmpty()) {
			return socketAddress;
		}
		String fallback = socket.get().toString();
		if (forwardedFor.isEmpty() || !isTrusted(socket.get())) {
			return fallback;
		}
		String client = fallback;
		for (String entry : fromTheRight(forwardedFor)) {
			Optional<IpAddress> hop = IpAddress.parse(withoutPort(entry.strip()));
			if (hop.isEmpty()) {
				return fallback;
			}
			client = hop.get().toString();
			if (!isTrusted(hop.get())) {
				return client;
			}
		}
		return client;
	}

	/**
	 * Whether the other end of a connection is a declared proxy, so that its forwarding
	 * headers count.
	 */
	public boolean isTrusted(String socketAddress) {
		return !this.trusted.isEmpty()
				&& IpAddress.parse(withoutPort(withoutZone(socketAddress))).filter(this::isTrusted).isPresent();
	}

	private boolean isTrusted(IpAddress address) {
		for (IpRange range : this.trusted) {
			if (range.contains(address)) {
				return true;
			}
		}
		return false;
	}

	private static List<String> fromTheRight(List<String> headers) {
		List<String> entries = new ArrayList<>();
		for (int i = headers.size() - 1; i >= 0 && entries.size() < MAX_HOPS; i--) {
			List<String> values = new ArrayList<>(List.of(headers.get(i).split(",", -1)));
			Collections.reverse(values);
			entries.addAll(values);
		}
		return entries.subList(0, Math.min(entries.size(), MAX_HOPS));
	}

	private static String withoutZone(String address) {
		int percent = address.indexOf('%');
		return (percent < 0) ? address : address.substring(0, percent);
	}

	/**
	 * Some proxies append the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}.
	 */
	private static String withoutPort(String entry) {
		if (entry.startsWith("[")) {
			int end = entry.indexOf(']');
			return (end < 0) ? entry : entry.substring(1, end);
		}
		int colon = entry.indexOf(':');
		return (colon > 0 && colon == entry.lastIndexOf(':')) ? entry.substring(0, colon) : entry;
	}

}
