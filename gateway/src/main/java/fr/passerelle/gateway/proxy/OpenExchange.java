package fr.passerelle.gateway.proxy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A request that is open, from its first look at the application to the last byte of its
 * answer or of its tunnel.
 */
final class OpenExchange implements AutoCloseable {

	private final OpenExchanges owner;

	private final Passage passage;

	private final List<Shares.Share> shares;

	private final AtomicBoolean over = new AtomicBoolean();

	private volatile long begun;

	private final Pace answer;

	private final Pace body;

	private volatile boolean reached;

	private volatile boolean heard;

	private volatile @Nullable Stoppable work;

	private long lastAnswer;

	private long quietSince;

	OpenExchange(OpenExchanges owner, Passage passage, List<Shares.Share> shares, long begun) {
		this.owner = owner;
		this.passage = passage;
		this.shares = shares;
		this.begun = begun;
		this.answer = owner.pace();
		this.body = owner.pace();
	}

	/** Sets what is stopped at the end; a tunnel replaces its handshake. */
	void is(Stoppable now) {
		this.work = now;
	}

	/** A connection to the application is there. */
	void reached() {
		this.reached = true;
	}

	/** The same request waits for another connection. */
	void again() {
		this.reached = false;
		this.begun = this.owner.now();
	}

	/** The visitor sent bytes that no answer asked for. */
	void heard() {
		this.heard = true;
	}

	Pace answer() {
		return this.answer;
	}

	Pace body() {
		return this.body;
	}

	List<Shares.Share> shares() {
		return this.shares;
	}

	void look(long now) {
		Stoppable open = this.work;
		if (open == null || this.over.get()) {
			return;
		}
		if (this.heard) {
			this.heard = false;
			this.passage.lease().used();
		}
		boolean slowReader = this.answer.isTooSlow(now);
		boolean slowSender = this.body.isTooSlow(now);
		if (!this.passage.lease().lasts()) {
			open.stop(Stoppable.Reason.NO_LONGER_ALLOWED);
		}
		else if (!this.reached && now - this.begun >= this.owner.connectionWait()) {
			open.stop(Stoppable.Reason.NO_CONNECTION);
		}
		else if (slowReader || slowSender) {
			open.stop(Stoppable.Reason.TOO_SLOW);
		}
		else if (isGone(open, now)) {
			open.stop(Stoppable.Reason.GONE);
		}
	}

	/**
	 * A client may close its sending side and still read (RFC 9293 §3.6): it counts as
	 * present as long as it takes the answer.
	 */
	private boolean isGone(Stoppable open, long now) {
		Stoppable.Presence presence = open.presence();
		long taken = this.answer.total();
		if (presence == Stoppable.Presence.THERE || taken != this.lastAnswer || this.quietSince == 0) {
			this.lastAnswer = taken;
			this.quietSince = (presence == Stoppable.Presence.THERE) ? 0 : now;
		}
		return presence == Stoppable.Presence.GONE
				|| (presence == Stoppable.Presence.CLOSED && now - this.quietSince >= this.owner.closedWait());
	}

	/** Stops it to make room for another. */
	void makeRoom() {
		Stoppable open = this.work;
		if (open != null) {
			open.stop(Stoppable.Reason.TOO_SLOW);
			close();
		}
	}

	@Override
	public void close() {
		if (this.over.compareAndSet(false, true)) {
			this.owner.closed(this);
		}
	}

}
