package fr.passerelle.gateway.console.connections;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.connections.Connections;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.console.connections.LiveViews.Reader;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stream as a browser gets it. One that does not end when it should ends the test.
 */
@Timeout(120)
class LiveViewsTests extends RunningConsole {

	private static final Uai HERE = new Uai("0334444D");

	private static final String EVENTS = "/console/establishments/0334444D/connections/events";

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Sessions sessions;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Connections connections;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private LiveViews views;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Administrators administrators;

	private String token = "";

	@BeforeEach
	void signIn() throws Exception {
		this.token = ConsoleBrowser.token(send(request("/console/login")).body());
		send(form("/console/login", "username=" + ADMIN + "&password=" + PASSWORD));
		this.token = ConsoleBrowser.token(send(request("/console/nothing")).body());
	}

	@AfterEach
	void allAreGoneInTheEnd() throws Exception {
		send(form("/console/logout", ""));
		Awaitility.await().until(() -> this.views.count() == 0);
	}

	@Test
	void anOpenPageIsToldOfASignInAndOfASignOutOfItsOwnReader() throws Exception {
		try (BufferedReader stream = stream(EVENTS + "?seen=0")) {
			assertThat(stream.readLine()).startsWith("id:");
			assertThat(stream.readLine()).isEqualTo("event:begun");
			this.sessions.open(HERE, EspaceKey.PARENT, new Visitor("anne", "Anne", Set.of(), Set.of()),
					GatewaySession.DIRECT, null, new SignInOrigin("203.0.113.9", Device.COMPUTER));
			assertThat(next(stream)).isEqualTo("event:changed");
			assertThat(stream.readLine()).isEqualTo("data:" + this.sessions.change(HERE));
			send(form("/console/logout", ""));
			assertThat(next(stream)).isEqualTo("event:ended");
			stream.lines().forEach((line) -> assertThat(line).doesNotStartWith("event"));
		}
	}

	@Test
	void aPageThatSawAnotherNumberIsToldAtOnce() throws Exception {
		try (BufferedReader stream = stream(EVENTS + "?seen=12345")) {
			assertThat(next(stream)).isEqualTo("event:begun");
			assertThat(next(stream)).isEqualTo("event:changed");
		}
	}

	@Test
	void aPageThatBeganTooLongAgoGetsNoMoreByReconnecting() throws Exception {
		long longAgo = Instant.now(Clock.systemUTC()).minusSeconds(30 * 60).getEpochSecond();
		HttpRequest.Builder request = request(EVENTS).header("Last-Event-ID", Long.toString(longAgo));
		HttpResponse<String> answer = send(request);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
		assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		assertThat(answer.body()).contains("event:ended").doesNotContain("event:changed");
	}

	@Test
	void oneNodeFollowsNoMoreThanItsBoundAndNoneWhenItStops() throws Exception {
		LiveViews two = new LiveViews(this.connections, 2, Duration.ofMinutes(30), new MovableClock());
		Reader reader = new Reader("one", () -> true);
		assertThat(two.open(HERE, reader, 0, null)).isEmpty();
		two.start();
		assertThat(two.open(HERE, reader, 0, null)).isPresent();
		assertThat(two.open(HERE, reader, 0, null)).isPresent();
		assertThat(two.open(HERE, reader, 0, null)).isEmpty();
		two.stop();
		assertThat(two.count()).isZero();
		assertThat(two.open(HERE, reader, 0, null)).isEmpty();
	}

	@Test
	void oneReaderWithTooManyPagesTakesNobodyElsesPlace() throws Exception {
		LiveViews some = new LiveViews(this.connections, LiveViews.MAX_OF_ONE_READER + 1, Duration.ofMinutes(30),
				new MovableClock());
		some.start();
		for (int page = 0; page < 20; page++) {
			assertThat(some.open(HERE, new Reader("one", () -> true), 0, null)).isPresent();
		}
		assertThat(some.count()).isEqualTo(LiveViews.MAX_OF_ONE_READER);
		assertThat(some.open(HERE, new Reader("two", () -> true), 0, null)).isPresent();
		some.stop();
	}

	@Test
	void aReaderWhoseSessionsAreEndedElsewhereIsToldSoAndLedToTheForm() throws Exception {
		try (BufferedReader stream = stream(EVENTS + "?seen=" + this.sessions.change(HERE))) {
			assertThat(next(stream)).isEqualTo("event:begun");
			this.administrators.endSessions(ADMIN, new Actor(ADMIN, "203.0.113.78"));
			assertThat(next(stream)).isEqualTo("event:ended");
		}
		HttpResponse<String> page = send(request("/console/establishments"));
		assertThat(page.headers().firstValue("Location")).contains("/console/login?ended");
		assertThat(send(request("/console/login?ended")).body()).contains("Votre session a été fermée");
		HttpResponse<String> later = send(request("/console/establishments"));
		assertThat(later.headers().firstValue("Location")).contains("/console/login");
	}

	@Test
	void aStrangerGetsNoStream() throws Exception {
		HttpRequest stranger = HttpRequest.newBuilder(URI.create(origin() + EVENTS)).build();
		assertThat(HttpClient.newHttpClient().send(stranger, BodyHandlers.ofString()).statusCode()).isEqualTo(303);
	}

	private BufferedReader stream(String path) throws Exception {
		HttpResponse<InputStream> response = this.client.send(request(path).build(), BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	/** The next line that names an event. */
	private static String next(BufferedReader stream) throws Exception {
		String line = stream.readLine();
		while (line != null && !line.startsWith("event:")) {
			line = stream.readLine();
		}
		return String.valueOf(line);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(origin() + path))
			.timeout(Duration.ofSeconds(30))
			.header("Accept", "text/html, text/event-stream")
			.header("X-Forwarded-For", "203.0.113.77");
	}

	private HttpRequest.Builder form(String path, String fields) {
		return request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("_csrf=" + this.token + "&" + fields));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

}
