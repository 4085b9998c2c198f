package fr.passerelle.gateway.front;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Finds the connection that has been without a byte for longest. It looks at all of them
 * and remembers the idlest ones, one in {@value #REMEMBERED}, for the next calls: so a
 * call looks at {@value #REMEMBERED} connections on average, however many there are.
 *
 * @param <C> a connection
 */
final class Idlest<C> {

	/** One connection in so many is remembered. */
	static final int REMEMBERED = 32;

	private final Function<C, Idle> look;

	private final Deque<Found<C>> found = new ArrayDeque<>();

	/**
	 * Remembers none yet.
	 * @param look tells how idle a connection is now
	 */
	Idlest(Function<C, Idle> look) {
		this.look = look;
	}

	/**
	 * The idlest connection, of those that wait between two requests if there are any.
	 * @param open all connections
	 * @param except is not returned
	 * @return one of the others that is no less idle than when it was looked at; null if
	 * there are no others
	 */
	synchronized @Nullable C next(Collection<C> open, C except) {
		C remembered = stillIdle(open);
		if (remembered != null) {
			return remembered;
		}
		open.stream()
			.filter((connection) -> connection != except)
			.map((connection) -> new Found<>(connection, this.look.apply(connection)))
			.sorted(Comparator.comparing(Found::idle))
			.limit(1 + open.size() / REMEMBERED)
			.forEach(this.found::add);
		Found<C> first = this.found.poll();
		return (first != null) ? first.connection() : null;
	}

	private @Nullable C stillIdle(Collection<C> open) {
		Found<C> next = this.found.poll();
		while (next != null) {
			if (open.contains(next.connection()) && this.look.apply(next.connection()).compareTo(next.idle()) <= 0) {
				return next.connection();
			}
			next = this.found.poll();
		}
		return null;
	}

	/**
	 * How idle a connection is; the idlest sorts first.
	 *
	 * @param waiting whether it waits between two requests
	 * @param millis since its last byte
	 */
	record Idle(boolean waiting, long millis) implements Comparable<Idle> {

		private static final Comparator<Idle> ORDER = Comparator.comparing(Idle::waiting)
			.thenComparingLong(Idle::millis)
			.reversed();

		@Override
		public int compareTo(Idle other) {
			return ORDER.compare(this, other);
		}

	}

	private record Found<C>(C connection, Idle idle) {
	}

}
