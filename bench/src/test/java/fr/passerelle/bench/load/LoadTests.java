package fr.passerelle.bench.load;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The loads against pretend servers in this process. */
class LoadTests {

	private static final Requests.Most SOME = new Requests.Most(40, Duration.ofSeconds(20), Duration.ofSeconds(20));

	@Test
	void runCountsAnswersThatAreAsExpectedAndAllOthers() throws IOException {
		int port = EventServer.start(0, new Odd(), Duration.ZERO);
		try (Loop loop = new Loop()) {
			Tally tally = Requests.run(loop, port, 4, (n) -> Schools.page(port).at("/" + n).get(""),
					Requests.Check.status(200), SOME);

			assertThat(tally.count()).isEqualTo(20);
			assertThat(tally.faults()).containsOnlyKeys("status 404").containsValue(20);
		}
	}

	@Test
	void runWhenConnectionsAreRefusedThenEachIsAFault() throws IOException {
		int closed = Nginx.freePort();
		try (Loop loop = new Loop()) {
			Tally tally = Requests.run(loop, closed, 4, (n) -> Schools.page(closed).get(""), Requests.Check.any(),
					SOME);

			assertThat(tally.count()).isZero();
			assertThat(tally.faulty()).isEqualTo(40);
		}
	}

	@Test
	void loginFollowsRedirectsAndKeepsCookieAndTicket() throws IOException {
		int cas = EventServer.start(0, new PretendServers.Cas(), Duration.ZERO);
		int ideal = EventServer.start(0, new PretendServers.Ideal(cas), Duration.ZERO);
		try (Loop loop = new Loop()) {
			Logins.Result result = Logins.run(loop, Schools.page(ideal), 4, 3, SOME);

			assertThat(result.tally().faults()).isEmpty();
			assertThat(result.tally().count()).isEqualTo(40);
			assertThat(result.sessions()).hasSize(3).allSatisfy((session) -> {
				assertThat(session.cookies()).isEqualTo("ideal=1");
				assertThat(session.ticket()).startsWith("ST-").endsWith("-bench");
			});
		}
	}

	@Test
	void loginWhenThereIsNoPageThenAFaultSaysAtWhichStep() throws IOException {
		int port = EventServer.start(0, new Odd(), Duration.ZERO);
		try (Loop loop = new Loop()) {
			Logins.Result result = Logins.run(loop, Schools.page(port), 4, 3, SOME);

			assertThat(result.sessions()).isEmpty();
			assertThat(result.tally().faults()).containsOnlyKeys("status 404 at step 1").containsValue(40);
		}
	}

	@Test
	void casServerVouchesForItsOwnTicketsOnly() {
		PretendServers.Cas cas = new PretendServers.Cas();
		assertThat(cas.answer("/cas/p3/serviceValidate?service=s&ticket=ST-7-ab-bench", "", "")).asString()
			.contains("<cas:user>u7</cas:user>");
		assertThat(cas.answer("/cas/p3/serviceValidate?service=s&ticket=ST-7-wrong", "", "")).asString()
			.contains("INVALID_TICKET");
	}

	/** Knows even numbers only. */
	private static final class Odd implements EventServer.Role {

		@Override
		public byte[] answer(String target, String head, String body) {
			return target.matches("/\\d*[02468]") ? EventServer.Role.http("200 OK", "", "even")
					: EventServer.Role.http("404 Not Found", "", "odd");
		}

	}

}
