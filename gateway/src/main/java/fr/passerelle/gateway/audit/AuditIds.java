package fr.passerelle.gateway.audit;

import java.time.Instant;
import java.util.Locale;

/**
 * Names of entries that sort by time: milliseconds, this node's counter, this node. Used
 * by one thread.
 */
final class AuditIds {

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
		return String.format(Locale.ROOT, "%012x%06x%08x", at.toEpochMilli(), this.counter, this.node);
	}

}
