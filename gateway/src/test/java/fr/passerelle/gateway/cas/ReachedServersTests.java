package fr.passerelle.gateway.cas;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import fr.passerelle.gateway.cas.RawServer.Script;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Whether a provider's server answers. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReachedServersTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Duration AMPLE = Duration.ofSeconds(20);

	@ParameterizedTest
	@ValueSource(ints = { 200, 302, 400, 404, 503 })
	void anyStatusIsToldAndNoRedirectIsFollowed(int status) {
		Script script = (socket, request) -> RawServer.write(socket,
				"HTTP/1.1 " + status + " X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
		try (RawServer server = new RawServer(script)) {
			assertThat(status(server, AMPLE)).isEqualTo(status);
			assertThat(server.requests()).singleElement().asString().startsWith("GET /sso HTTP/1.1\r\n");
		}
	}

	@Test
	void anEndlessPageIsNotReadToItsEnd() {
		Script endless = (socket, request) -> {
			RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n" + "x".repeat(64 * 1024));
			RawServer.awaitClose(socket);
		};
		try (RawServer server = new RawServer(endless)) {
			assertThat(status(server, AMPLE)).isEqualTo(200);
		}
	}

	@Test
	@SuppressWarnings("try") // one that is closed is what is asked for
	void aSilentServerIsTooLateAndAClosedOneUnreachable() {
		try (RawServer server = new RawServer(RawServer.silent())) {
			assertThat(failure(server).kind()).isEqualTo(Cause.TIMEOUT);
			server.close();
			assertThat(failure(server).kind()).isEqualTo(Cause.UNREACHABLE);
		}
	}

	private static ValidationFailedException failure(RawServer server) {
		CompletionException failed = catchThrowableOfType(CompletionException.class, () -> status(server, SHORT));
		assertThat(failed.getCause()).isInstanceOf(ValidationFailedException.class);
		return (ValidationFailedException) failed.getCause();
	}

	private static int status(RawServer server, Duration within) {
		PasserelleSettings.Ent bounds = new PasserelleSettings.Ent(Duration.ofSeconds(2), AMPLE, 8, 0,
				DataSize.ofKilobytes(64));
		Clock clock = Clock.systemUTC();
		EntClients clients = new EntClients(bounds, Destinations.anywhere(), clock);
		try {
			return new ReachedServers(clients, within, clock).status(server.address("localhost", "/sso"), List.of())
				.toCompletableFuture()
				.join();
		}
		finally {
			clients.close();
		}
	}

}
