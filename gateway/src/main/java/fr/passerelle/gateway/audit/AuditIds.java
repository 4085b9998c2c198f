package fr.passerelle.gateway.audit;

import java.time.Instant;
import java.util.HexFormat;

/**
 * Names of entries that sort by time: milliseconds, this node's counter, this node. Used
 * by one thread.
 */
final class AuditIds {

	/** The last second whose milliseconds have twelve digits: some years ahead. */
	private static final long MAX_SECOND = 0xffff_ffff_ffffL / 1000 - 1;

	private static final HexFormat HEX = HexFormat.of();

	private final int node;

	private int counter;

	/**
	 * Names of one node.
	 * @param node any number that other nodes hardly have
	 */
	AuditIds(int node) {
		this.node = node;
	}

	String next(Instant at) {
		this.counter = (this.counter + 1) & 0xffffff;
		return prefix(at) + HEX.toHexDigits(this.counter, 6) + HEX.toHexDigits(this.node);
	}

	/**
	 * What sorts before every name of this moment or later, and behind all earlier ones.
	 */
	static String prefix(Instant at) {
		long second = Math.max(0, Math.min(at.getEpochSecond(), MAX_SECOND));
		long millis = second * 1000 + ((at.getEpochSecond() == second) ? at.getNano() / 1_000_000 : 0);
		return HEX.toHexDigits(millis, 12);
	}

}
