package fr.passerelle.gateway.cas;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import fr.passerelle.gateway.cas.RawServer.Script;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.ProviderAnswer;
import fr.passerelle.gateway.login.ProviderCall;
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

/** Calls to a provider's token address that misbehaves (traps O-08). */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProviderCallsTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Duration AMPLE = Duration.ofSeconds(20);

	@Test
	void aFormIsPostedOnceWithItsHeadersAndTheAnswerIsRead() {
		try (RawServer provider = new RawServer(RawServer.answering("{}"))) {
			ProviderAnswer answer = send(provider, AMPLE);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
			assertThat(answer.toString()).doesNotContain("{");
			assertThat(provider.requests()).singleElement()
				.asString()
				.startsWith("POST /token HTTP/1.1\r\n")
				.containsIgnoringCase("\r\nAuthorization: Basic eHk=\r\n")
				.containsIgnoringCase("\r\nAccept: application/json\r\n")
				.containsIgnoringCase("\r\nContent-Type: application/x-www-form-urlencoded\r\n")
				.endsWith("code=canary");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401 })
	void aRefusalIsRead(int status) {
		try (RawServer provider = new RawServer(status(status, ""))) {
			assertThat(send(provider, AMPLE).status()).isEqualTo(status);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 307, 403, 404, 500, 503 })
	void anotherStatusIsInvalidAndNoRedirectIsFollowed(int status) {
		try (RawServer provider = new RawServer(status(status, "Location: /elsewhere\r\n"))) {
			assertThat(failure(provider, AMPLE).kind()).isEqualTo(Cause.INVALID);
			assertThat(provider.requests()).hasSize(1);
		}
	}

	@Test
	void aProviderThatIsSilentDripsOrHasNoTimeLeftIsTooLate() {
		Script drips = (socket, request) -> RawServer.drip(socket,
				"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + "x".repeat(9999));
		for (Script script : List.of(RawServer.silent(), drips)) {
			try (RawServer provider = new RawServer(script)) {
				assertThat(failure(provider, SHORT).kind()).isEqualTo(Cause.TIMEOUT);
				assertThat(provider.requests()).hasSize(1);
			}
		}
		try (RawServer provider = new RawServer(RawServer.answering("{}"))) {
			assertThat(failure(provider, Duration.ZERO).kind()).isEqualTo(Cause.TIMEOUT);
			assertThat(failure(provider, Duration.ofSeconds(-1)).kind()).isEqualTo(Cause.TIMEOUT);
			assertThat(provider.requests()).isEmpty();
		}
	}

	@Test
	void aLargeAnswerAndADroppedConnectionAreNotAskedForAgain() {
		try (RawServer provider = new RawServer(RawServer.answering("x".repeat(70_000)))) {
			assertThat(failure(provider, AMPLE).kind()).isEqualTo(Cause.INVALID);
			assertThat(provider.requests()).hasSize(1);
		}
		try (RawServer provider = new RawServer((socket, request) -> socket.close())) {
			assertThat(failure(provider, AMPLE).kind()).isEqualTo(Cause.UNREACHABLE);
			assertThat(provider.requests()).hasSize(1);
		}
	}

	private static Script status(int status, String headers) {
		return (socket, request) -> RawServer.write(socket,
				"HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
	}

	private static ValidationFailedException failure(RawServer provider, Duration within) {
		CompletionException failed = catchThrowableOfType(CompletionException.class, () -> send(provider, within));
		assertThat(failed.getCause()).isInstanceOf(ValidationFailedException.class);
		assertThat(failed.getCause().getMessage()).doesNotContain("canary");
		return (ValidationFailedException) failed.getCause();
	}

	private static ProviderAnswer send(RawServer provider, Duration within) {
		PasserelleSettings.Ent bounds = new PasserelleSettings.Ent(Duration.ofSeconds(2), AMPLE, 8, 0,
				DataSize.ofKilobytes(64));
		Clock clock = Clock.systemUTC();
		try (ValidationTransport transport = new ValidationTransport(
				new EntClients(bounds, Destinations.anywhere(), clock), bounds, clock)) {
			URI address = provider.address("localhost", "/token");
			return new ProviderCalls(transport, AMPLE)
				.send(new ProviderCall(address, "application/json", "Basic eHk=", "code=canary"), List.of(), within)
				.toCompletableFuture()
				.join();
		}
	}

}
