package fr.passerelle.gateway.front;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/**
 * The heap that one visitor's request holds while it is under way, beyond what its
 * connection is counted for: a long head, and what the gateway itself has read of its
 * body. Heads and bodies are counted apart, so that a flood of bodies or of long heads
 * leaves room for the requests of browsers.
 */
final class Held {

	/** The head of a usual request, which its connection is counted for. */
	static final int USUAL = 2 * 1024;

	/** A text is held as it came and as it goes on. */
	private static final int COPIES = 2;

	private static final int FIELD = 64;

	private final Room room;

	private final int head;

	private int body;

	private boolean ended;

	private Held(Room room, int head) {
		this.room = room;
		this.head = head;
	}

	/**
	 * What all requests share.
	 *
	 * @param heads counts long heads
	 * @param bodies counts what was read of bodies
	 */
	record Room(KeptBytes heads, KeptBytes bodies) {
	}

	/**
	 * Counts a request's head.
	 * @param request the server's
	 * @param room what all requests share
	 * @return what it holds; without room, {@link #fits} is false and it holds nothing
	 */
	static Held of(Request request, Room room) {
		String target = request.getHttpURI().getPathQuery();
		int length = (target != null) ? target.length() : 0;
		for (HttpField field : request.getHeaders()) {
			String value = field.getValue();
			length += FIELD + ((value != null) ? value.length() : 0);
		}
		Held held = new Held(room, Math.max(0, COPIES * (length - USUAL)));
		held.ended = held.head > 0 && !room.heads().keep(held.head);
		return held;
	}

	/** Whether there was room for the request. */
	synchronized boolean fits() {
		return !this.ended;
	}

	/** Counts bytes of the body; returns false, and counts none, if there is no room. */
	synchronized boolean addBody(int count) {
		if (this.ended || !this.room.bodies().keep(COPIES * count)) {
			return false;
		}
		this.body += COPIES * count;
		return true;
	}

	/** Gives everything back, once. */
	synchronized void end() {
		if (!this.ended) {
			this.ended = true;
			this.room.heads().forget(this.head);
			this.room.bodies().forget(this.body);
		}
	}

}
