package fr.passerelle.gateway.front;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/**
 * The heap that one visitor's request holds while it is under way: its head, and what the
 * gateway itself has read of its body. All requests share one count of bytes.
 */
final class Held {

	/** A request without headers, with what the proxy and a login make for it. */
	static final int REQUEST = 2 * 1024;

	/** A text is held as it came and as it goes on. */
	private static final int COPIES = 2;

	private static final int FIELD = 64;

	private final KeptBytes all;

	private int bytes;

	private boolean ended;

	private Held(KeptBytes all) {
		this.all = all;
	}

	/**
	 * Counts a request's head.
	 * @param request the server's
	 * @param all the count that all requests share
	 * @return what it holds; without room, {@link #fits} is false and it holds nothing
	 */
	static Held of(Request request, KeptBytes all) {
		Held held = new Held(all);
		String target = request.getHttpURI().getPathQuery();
		int head = (target != null) ? target.length() : 0;
		for (HttpField field : request.getHeaders()) {
			String value = field.getValue();
			head += FIELD + ((value != null) ? value.length() : 0);
		}
		held.ended = !held.add(REQUEST + COPIES * head);
		return held;
	}

	/** Whether there was room for the request. */
	synchronized boolean fits() {
		return !this.ended;
	}

	/** Counts bytes of the body; returns false, and counts none, if there is no room. */
	boolean addBody(int count) {
		return add(COPIES * count);
	}

	private synchronized boolean add(int count) {
		if (this.ended || !this.all.keep(count)) {
			return false;
		}
		this.bytes += count;
		return true;
	}

	/** Gives everything back, once. */
	synchronized void end() {
		if (!this.ended) {
			this.ended = true;
			this.all.forget(this.bytes);
		}
	}

}
