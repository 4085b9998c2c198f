package fr.passerelle.gateway.proxy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that sends, and a client that reads, as fast as the gateway can. */
class DeliveryTests {

	private static final int PIECE = 16 * 1024;

	private static final int PIECES = 100;

	private final Deque<Runnable> later = new ArrayDeque<>();

	private final Pace pace = new Pace(Duration.ofSeconds(30), 1024);

	private int written;

	private int writes;

	private boolean taken = true;

	private boolean delivered;

	private final Answer answer = new Answer();

	private final Delivery delivery = new Delivery(this.answer, client(), new End(), this.pace, this.later::add, false);

	@Test
	void fastDownloadGivesItsThreadBackAfterItsTurn() {
		this.delivery.iterate();

		assertThat(this.written).isBetween(Delivery.TURN, Delivery.TURN + PIECE);
		assertThat(this.later).hasSize(1);
	}

	@Test
	void fastDownloadGoesOnInLaterTurnsToItsEnd() {
		this.delivery.iterate();
		int turns = 1;
		while (!this.later.isEmpty()) {
			this.later.remove().run();
			turns++;
		}

		assertThat(turns).isEqualTo(1 + PIECES * PIECE / Delivery.TURN);
		assertThat(this.written).isEqualTo(PIECES * PIECE);
		assertThat(this.pace.total()).isEqualTo(PIECES * PIECE);
		assertThat(this.delivered).isTrue();
	}

	/** One buffer outside the heap each: thousands of readers may stop at once. */
	@Test
	void downloadThatItsClientDoesNotTakeHoldsOnePiece() {
		this.taken = false;

		this.delivery.iterate();

		assertThat(this.answer.read).isEqualTo(1);
	}

	@Test
	void pageGoesOutInOneWrite() {
		this.answer.pieces = 1;
		this.answer.size = Delivery.SMALL - 1;

		this.delivery.iterate();

		assertThat(this.delivered).isTrue();
		assertThat(this.writes).isOne();
	}

	/** A client that has taken each piece when the write returns, or none. */
	private Response client() {
		return (Response) Proxy.newProxyInstance(Response.class.getClassLoader(), new Class<?>[] { Response.class },
				(proxy, method, arguments) -> {
					if (!method.getName().equals("write")) {
						throw new UnsupportedOperationException(method.getName());
					}
					this.written += ((ByteBuffer) arguments[1]).remaining();
					this.writes++;
					if (this.taken) {
						((Callback) arguments[2]).succeeded();
					}
					return null;
				});
	}

	private final class End implements Delivery.End {

		@Override
		public void delivered() {
			DeliveryTests.this.delivered = true;
		}

		@Override
		public void undelivered(Throwable cause) {
			throw new AssertionError(cause);
		}

	}

	private static final class Answer implements Content.Source {

		private int read;

		private int pieces = PIECES;

		private int size = PIECE;

		@Override
		public Content.@Nullable Chunk read() {
			this.read++;
			return (this.read > this.pieces) ? Content.Chunk.EOF
					: Content.Chunk.from(ByteBuffer.allocate(this.size), false);
		}

		@Override
		public void demand(Runnable available) {
			throw new UnsupportedOperationException("there is always more");
		}

		@Override
		public void fail(Throwable failure) {
			throw new UnsupportedOperationException("nothing fails");
		}

	}

}
