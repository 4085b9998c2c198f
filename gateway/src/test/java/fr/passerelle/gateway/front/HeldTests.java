package fr.passerelle.gateway.front;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeldTests {

	private static Held held(KeptBytes bytes, String value) throws Exception {
		Server server = new Server();
		LocalConnector connector = new LocalConnector(server);
		server.addConnector(connector);
		AtomicReference<Held> held = new AtomicReference<>();
		server.setHandler(new Handler.Abstract.NonBlocking() {

			@Override
			public boolean handle(Request request, Response response, Callback callback) {
				held.set(Held.of(request, bytes));
				callback.succeeded();
				return true;
			}

		});
		server.start();
		try {
			connector.getResponse("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: " + value + "\r\n\r\n");
			return Objects.requireNonNull(held.get());
		}
		finally {
			server.stop();
		}
	}

	@Test
	void ofWhenTheHeadIsLongThenItCountsTwice() throws Exception {
		KeptBytes bytes = new KeptBytes(100_000);
		held(bytes, "x".repeat(4000));

		assertThat(bytes.kept()).isBetween(Held.REQUEST + 8000L, Held.REQUEST + 8600L);
	}

	@Test
	void ofWhenThereIsNoRoomThenItDoesNotFit() throws Exception {
		KeptBytes bytes = new KeptBytes(Held.REQUEST);
		Held held = held(bytes, "x");

		assertThat(held.fits()).isFalse();
		assertThat(held.addBody(1)).isFalse();
		assertThat(bytes.kept()).isZero();
	}

	@Test
	void endWhenCalledTwiceThenTheBytesAreGivenBackOnce() throws Exception {
		KeptBytes bytes = new KeptBytes(100_000);
		Held held = held(bytes, "x");
		assertThat(held.addBody(1000)).isTrue();
		held.end();
		held.end();

		assertThat(bytes.kept()).isZero();
		assertThat(held.addBody(1)).isFalse();
	}

}
