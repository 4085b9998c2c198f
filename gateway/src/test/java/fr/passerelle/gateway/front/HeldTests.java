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

	private static Held held(KeptBytes heads, KeptBytes bodies, String value) throws Exception {
		Server server = new Server();
		LocalConnector connector = new LocalConnector(server);
		server.addConnector(connector);
		AtomicReference<Held> held = new AtomicReference<>();
		server.setHandler(new Handler.Abstract.NonBlocking() {

			@Override
			public boolean handle(Request request, Response response, Callback callback) {
				held.set(Held.of(request, new Held.Room(heads, bodies)));
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
	void ofWhenTheHeadIsLongThenWhatIsMoreThanUsualCountsTwice() throws Exception {
		KeptBytes heads = new KeptBytes(100_000);
		held(heads, new KeptBytes(1), "x".repeat(Held.USUAL + 4000));

		assertThat(heads.kept()).isBetween(8000L, 8600L);
	}

	@Test
	void ofWhenALongHeadHasNoRoomThenItDoesNotFit() throws Exception {
		KeptBytes heads = new KeptBytes(1000);
		Held held = held(heads, new KeptBytes(1000), "x".repeat(Held.USUAL + 4000));

		assertThat(held.fits()).isFalse();
		assertThat(held.addBody(1)).isFalse();
		assertThat(heads.kept()).isZero();
	}

	@Test
	void ofWhenThereIsNoRoomThenAUsualHeadFitsAllTheSame() throws Exception {
		assertThat(held(new KeptBytes(0), new KeptBytes(0), "x").fits()).isTrue();
	}

	@Test
	void endWhenCalledTwiceThenTheBytesAreGivenBackOnce() throws Exception {
		KeptBytes bodies = new KeptBytes(100_000);
		Held held = held(new KeptBytes(1), bodies, "x");
		assertThat(held.addBody(1000)).isTrue();
		held.end();
		held.end();

		assertThat(bodies.kept()).isZero();
		assertThat(held.addBody(1)).isFalse();
	}

}
