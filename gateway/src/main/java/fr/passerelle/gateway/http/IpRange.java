package fr.passerelle.gateway.http;

import java.util.Optional;

/**
 * An address, or a network in CIDR notation.
 *
 * @param network the network's first address
 * @param bits the length of its prefix
 */
public record IpRange(IpAddress network, int bits) {

	/** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or one address; empty for the rest. */
	public static Optional<IpRange> parse(String text) {
		int slash = text.indexOf('/');
		String literal = (slash < 0) ? text : text.substring(0, slash);
		return IpAddress.parse(literal.strip()).flatMap((address) -> {
			int bits = (slash < 0) ? address.length() : bits(text.substring(slash + 1));
			return (bits < 0 || bits > address.length()) ? Optional.empty()
					: Optional.of(new IpRange(address.network(bits), bits));
		});
	}

	private static int bits(String text) {
		return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
	}

	/** Whether an address lies in it. */
	public boolean contains(IpAddress address) {
		return address.length() == this.network.length() && address.network(this.bits).equals(this.network);
	}

	/** CIDR notation, or the address alone. */
	@Override
	public String toString() {
		return (this.bits == this.network.length()) ? this.network.toString() : this.network + "/" + this.bits;
	}

}
