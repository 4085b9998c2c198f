package fr.passerelle.gateway.suspension;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A place among the attempts that are judged at the same time, taken before the hash is
 * computed and given up with the verdict: of many simultaneous wrong passwords, no more
 * are judged than suspend the address. The first call of one of its methods ends it.
 */
public final class Turn implements AutoCloseable {

	private final @Nullable Duration wait;

	private final AtomicReference<@Nullable Ending> ending;

	private Turn(@Nullable Duration wait, @Nullable Ending ending) {
		this.wait = wait;
		this.ending = new AtomicReference<>(ending);
	}

	static Turn taken(Ending ending) {
		return new Turn(null, ending);
	}

	static Turn refused(Duration wait) {
		return new Turn(wait, null);
	}

	/** How long the attempt has to wait; empty where it may be judged now. */
	public Optional<Duration> refusedFor() {
		return Optional.ofNullable(this.wait);
	}

	/** Counts a wrong attempt; the one that is too many suspends the address. */
	public void wrong() {
		end(Verdict.WRONG);
	}

	/** Takes one wrong attempt back. */
	public void right() {
		end(Verdict.RIGHT);
	}

	/** Ends without a verdict. */
	@Override
	public void close() {
		end(Verdict.NONE);
	}

	private void end(Verdict verdict) {
		Ending mine = this.ending.getAndSet(null);
		if (mine != null) {
			mine.accept(verdict);
		}
	}

	/** The result of an attempt. */
	enum Verdict {

		/** Counts against the address. */
		WRONG,
		/** Makes one wrong attempt good. */
		RIGHT,
		/** Nothing was judged. */
		NONE

	}

	/** Gives the place up. */
	interface Ending {

		void accept(Verdict verdict);

	}

}
