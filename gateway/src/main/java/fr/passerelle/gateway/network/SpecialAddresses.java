package fr.passerelle.gateway.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.http.IpRange;

/**
 * Addresses that no application and no ENT has, and those inside private networks.
 */
final class SpecialAddresses {

	/**
	 * This network, link-local, multicast and broadcast; and the metadata services that
	 * give clouds' machines their secrets: mostly link-local, the rest by address (Azure,
	 * Alibaba, Oracle, AWS, Google).
	 */
	private static final List<IpRange> NEVER = ranges("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255",
			"::/128", "fe80::/10", "ff00::/8", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::/32",
			"fd20:ce::/32");

	private static final Set<String> NEVER_NAMES = Set.of("metadata", "metadata.google.internal", "metadata.goog",
			"metadata.azure.internal", "instance-data", "instance-data.ec2.internal", "metadata.tencentyun.com",
			"metadata.packet.net");

	private static final List<IpRange> INTERNAL = ranges("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
			"100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "::1", "fc00::/7", "fec0::/10");

	private static final IpRange TRANSLATED = range("64:ff9b::/96");

	private static final IpRange TRANSLATED_HERE = range("64:ff9b:1::/48");

	private static final IpRange COMPATIBLE = range("::/96");

	private static final IpRange SIX_TO_FOUR = range("2002::/16");

	private static final IpRange TEREDO = range("2001::/32");

	private SpecialAddresses() {
	}

	static boolean isNeverName(String host) {
		return NEVER_NAMES.contains(host);
	}

	/** Whether no application and no ENT can be there, in any form of the address. */
	static boolean isNever(InetAddress address) {
		return forms(address).anyMatch((form) -> NEVER.stream().anyMatch((range) -> range.contains(form)));
	}

	/** Whether it belongs to this machine or to a private network. */
	static boolean isInternal(InetAddress address) {
		return forms(address).anyMatch((form) -> INTERNAL.stream().anyMatch((range) -> range.contains(form)));
	}

	/** The address, and the IPv4 address that is embedded in it, if there is one. */
	private static Stream<IpAddress> forms(InetAddress address) {
		IpAddress plain = new IpAddress(address);
		byte[] bytes = address.getAddress();
		if (!plain.isIpv6()) {
			return Stream.of(plain);
		}
		if (TRANSLATED.contains(plain) || TRANSLATED_HERE.contains(plain)
				|| (COMPATIBLE.contains(plain) && !address.isLoopbackAddress() && !address.isAnyLocalAddress())) {
			return Stream.of(plain, ipv4(bytes, 12, 0));
		}
		if (SIX_TO_FOUR.contains(plain)) {
			return Stream.of(plain, ipv4(bytes, 2, 0));
		}
		// Teredo inverts the client's bits.
		return TEREDO.contains(plain) ? Stream.of(plain, ipv4(bytes, 12, 0xff)) : Stream.of(plain);
	}

	private static IpAddress ipv4(byte[] bytes, int from, int mask) {
		byte[] part = Arrays.copyOfRange(bytes, from, from + 4);
		for (int i = 0; i < part.length; i++) {
			part[i] ^= (byte) mask;
		}
		try {
			return new IpAddress(InetAddress.getByAddress(part));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("four bytes are an address", ex);
		}
	}

	private static List<IpRange> ranges(String... texts) {
		return Arrays.stream(texts).map(SpecialAddresses::range).toList();
	}

	private static IpRange range(String text) {
		return IpRange.parse(text).orElseThrow();
	}

}
