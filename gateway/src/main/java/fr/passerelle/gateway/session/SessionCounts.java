package fr.passerelle.gateway.session;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many sessions each person has, at least as many as they have in truth: people share
 * the places of a table of fixed size. It spares a search through all sessions for a
 * person who has few.
 */
final class SessionCounts {

	private static final int PLACES = 1 << 16;

	private final AtomicIntegerArray counts = new AtomicIntegerArray(PLACES);

	void add(GatewaySession session, int change) {
		this.counts.addAndGet(place(session), change);
	}

	int count(GatewaySession session) {
		return this.counts.get(place(session));
	}

	static boolean isSamePerson(GatewaySession first, GatewaySession second) {
		return first.uai().equals(second.uai()) && first.delegation().equals(second.delegation())
				&& first.visitor().user().equals(second.visitor().user());
	}

	private static int place(GatewaySession session) {
		int hash = Objects.hash(session.uai(), session.delegation(), session.visitor().user());
		return (hash ^ (hash >>> 16)) & (PLACES - 1);
	}

}
