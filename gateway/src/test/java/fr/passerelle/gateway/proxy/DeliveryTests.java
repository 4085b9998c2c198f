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

	private boolean delivered;

	private final Delivery delivery = new Delivery(new Answer(), client(), new End(), this.pace, this.later::add,
			false);

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

	/** A client that has taken each piece when the write returns. */
	private Response client() {
		return (Response) Proxy.newProxyInstance(Response.class.getClassLoader(), new Class<?>[] { Response.class },
				(proxy, method, arguments) -> {
					if (!method.getName().equals("write")) {
						throw new UnsupportedOperationException(method.getName());
					}
					this.written += ((ByteBuffer) arguments[1]).remaining();
					((Callback) arguments[2]).succeeded();
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

		@Override
		public Content.@Nullable Chunk read() {
			this.read++;
			return (this.read > PIECES) ? Content.Chunk.EOF
					: Content.Chunk.from(ByteBuffer.allocate(PIECE), this.read == PIECES);
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
