package fr.passerelle.gateway.front;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Receives a request's body without a thread, for a short time and up to a few bytes. A
 * body that has already arrived takes no place among those that are waited for.
 */
final class Reception {

	/** At least as long as any form before the sign-in, and as most forms after it. */
	static final int MAX_KEPT = 64 * 1024;

	/**
	 * How much of a stranger's long body is read and thrown away, so that the answer
	 * reaches a browser that is still sending.
	 */
	private static final int MAX_DISCARDED = 4 * 1024 * 1024;

	private final Request request;

	private final Limits limits;

	private final boolean goesOn;

	private final Next next;

	private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

	private long discarded;

	private boolean done;

	private @Nullable String waiting;

	private Scheduler.@Nullable Task alarm;

	/**
	 * A body to receive.
	 * @param request the request
	 * @param limits the limits that all receptions share
	 * @param goesOn whether a longer body is handed on while it still arrives; otherwise
	 * it is thrown away
	 * @param next what follows
	 */
	Reception(Request request, Limits limits, boolean goesOn, Next next) {
		this.request = request;
		this.limits = limits;
		this.goesOn = goesOn;
		this.next = next;
	}

	/** What all receptions share. */
	record Limits(Places places, KeptBytes bytes, Scheduler scheduler, long timeoutMs) {
	}

	/** What follows a reception; exactly one of these, once. */
	interface Next {

		/** The whole body has arrived. */
		void received(byte[] body);

		/** The beginning has arrived, and the rest has not. */
		void begun(byte[] first);

		/** The body is not received; the status says why. */
		void refused(int status);

		/** The body cannot be read. */
		void broken(Throwable failure);

	}

	void begin(String address) {
		Request.addCompletionListener(this.request, (failure) -> leave());
		Runnable outcome = read();
		if (outcome == null) {
			outcome = await(address);
		}
		if (outcome != null) {
			outcome.run();
		}
		else {
			demand();
		}
	}

	private synchronized @Nullable Runnable await(String address) {
		if (!this.limits.places().enter(address)) {
			return end(() -> this.next.refused(503));
		}
		this.waiting = address;
		this.alarm = this.limits.scheduler().schedule(this::late, this.limits.timeoutMs(), TimeUnit.MILLISECONDS);
		return null;
	}

	private void demand() {
		this.request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::arrived));
	}

	private void arrived() {
		Runnable outcome = read();
		if (outcome != null) {
			outcome.run();
		}
		else if (!isDone()) {
			demand();
		}
	}

	private synchronized boolean isDone() {
		return this.done;
	}

	/** Reads what has arrived; null if more must arrive. */
	private synchronized @Nullable Runnable read() {
		while (!this.done) {
			Content.Chunk chunk = this.request.read();
			if (chunk == null) {
				return null;
			}
			if (Content.Chunk.isFailure(chunk)) {
				return end(() -> this.next.broken(chunk.getFailure()));
			}
			Runnable outcome = take(chunk);
			chunk.release();
			if (outcome != null) {
				return outcome;
			}
		}
		return null;
	}

	private @Nullable Runnable take(Content.Chunk chunk) {
		int length = chunk.remaining();
		if (this.discarded == 0 && this.kept.size() + length > MAX_KEPT) {
			if (this.goesOn) {
				return keep(chunk) ? end(() -> goOn(chunk.isLast())) : end(() -> this.next.refused(503));
			}
			this.discarded = this.kept.size();
			forget();
		}
		if (this.discarded > 0) {
			this.discarded += length;
			return (chunk.isLast() || this.discarded > MAX_DISCARDED) ? end(() -> this.next.received(new byte[0]))
					: null;
		}
		if (!keep(chunk)) {
			return end(() -> this.next.refused(503));
		}
		return chunk.isLast() ? end(() -> this.next.received(this.kept.toByteArray())) : null;
	}

	private void goOn(boolean last) {
		if (last) {
			this.next.received(this.kept.toByteArray());
		}
		else {
			this.next.begun(this.kept.toByteArray());
		}
	}

	private boolean keep(Content.Chunk chunk) {
		byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
		if (!this.limits.bytes().keep(bytes.length)) {
			return false;
		}
		this.kept.writeBytes(bytes);
		return true;
	}

	private void forget() {
		this.limits.bytes().forget(this.kept.size());
		this.kept.reset();
	}

	/** Ends the reception of a sender who is too slow. */
	private void late() {
		Runnable outcome;
		synchronized (this) {
			outcome = this.done ? null
					: end((this.discarded > 0) ? () -> this.next.received(new byte[0]) : () -> this.next.refused(408));
		}
		if (outcome != null) {
			outcome.run();
		}
	}

	private Runnable end(Runnable outcome) {
		this.done = true;
		String address = this.waiting;
		if (address != null) {
			this.waiting = null;
			this.limits.places().leave(address);
		}
		if (this.alarm != null) {
			this.alarm.cancel();
		}
		return outcome;
	}

	/** The request has ended, answered or broken off. */
	private synchronized void leave() {
		Runnable unused = end(() -> {
		});
		forget();
	}

}
