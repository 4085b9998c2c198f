package fr.passerelle.gateway.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A visitor without a right password leaves nothing behind. */
class AnonymousConsoleTests extends RunningConsole {

	private static final int REQUESTS = 200;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private OpenSessions open;

	@Test
	void strangersRequestsOfAnyKindOpenNoSession() throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		int before = this.open.count();
		for (int i = 0; i < REQUESTS; i++) {
			for (String path : List.of("/console/establishments?q=" + i, "/console/login", "/console/login/code",
					"/console/x/y", "/console/assets/1/x")) {
				assertThat(setCookies(client, get(path))).noneMatch((name) -> name.equals("passerelle-console"));
			}
			assertThat(setCookies(client, post("/console/login", "username=a&password=b")))
				.noneMatch((name) -> name.equals("passerelle-console"));
		}

		assertThat(this.open.count()).isEqualTo(before);
	}

	@Test
	void signInWhenPasswordIsWrongThenNoSession() {
		int before = this.open.count();
		assertThat(browser().signIn(ADMIN, "wrong").headers().firstValue("Location"))
			.contains("/console/login?refused");

		assertThat(this.open.count()).isEqualTo(before);
	}

	@Test
	void signInWhenAPageWasAskedForThenItIsLedToAndNowhereElse() throws Exception {
		ConsoleBrowser browser = browser();
		browser.get("/console/establishments?q=jean%20moulin&page=2");
		assertThat(browser.signIn(ADMIN, PASSWORD).headers().firstValue("Location"))
			.contains("/console/establishments?q=jean%20moulin&page=2");

		HttpClient client = HttpClient.newHttpClient();
		assertThat(client.send(get("/console/x?" + "q".repeat(600)).build(), BodyHandlers.ofString())
			.headers()
			.allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("passerelle-console-page="));
		for (String other : List.of("https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example%2Fconsole%2F",
				"%2Fconsole%2F%2Fevil", "%2Fconsole%2F..%2Fpronote", "%2Fpronote%2F", "%2Fconsole%2F%0d%0aX%3A",
				"%zz")) {
			HttpResponse<String> form = client.send(get("/console/login").build(), BodyHandlers.ofString());
			String token = form.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
			HttpResponse<String> in = client
				.send(request("/console/login").header("Cookie", token + "; passerelle-console-page=" + other)
					.header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers.ofString("_csrf=" + ConsoleBrowser.token(form.body()) + "&"
							+ TestBrowser.encode(Map.of("username", ADMIN, "password", PASSWORD))))
					.build(), BodyHandlers.ofString());
			assertThat(in.headers().firstValue("Location")).as(other).contains("/console/");
		}
	}

	@Test
	void signInWhenTheTokenIsOfNobodyThenRefused() throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		HttpResponse<String> form = client.send(get("/console/login").build(), BodyHandlers.ofString());
		String fields = "_csrf=" + ConsoleBrowser.token(form.body()) + "&"
				+ TestBrowser.encode(Map.of("username", ADMIN, "password", PASSWORD));

		HttpResponse<String> without = client.send(post("/console/login", fields).build(), BodyHandlers.ofString());
		HttpResponse<String> another = client.send(post("/console/login", fields)
			.header("Cookie", "passerelle-console-form=abcdefghijklmnopqrstuvwxyz0123456789")
			.build(), BodyHandlers.ofString());

		assertThat(without.headers().firstValue("Location")).contains("/console/login?expired");
		assertThat(another.headers().firstValue("Location")).contains("/console/login?expired");
	}

	@Test
	void signInWhenOneAdministratorHasManySessionsThenTheOldestEnd() {
		int before = this.open.count();
		List<ConsoleBrowser> browsers = new ArrayList<>();
		for (int i = 0; i < ConsoleSessions.MAX_EACH + 3; i++) {
			browsers.add(administrator());
		}

		assertThat(this.open.count()).isLessThanOrEqualTo(before + ConsoleSessions.MAX_EACH);
		assertThat(browsers.get(0).get("/console/establishments").statusCode()).isEqualTo(303);
		assertThat(browsers.get(browsers.size() - 1).get("/console/establishments").statusCode()).isEqualTo(200);
	}

	private static List<String> setCookies(HttpClient client, HttpRequest.Builder request) throws Exception {
		return client.send(request.build(), BodyHandlers.ofString())
			.headers()
			.allValues("Set-Cookie")
			.stream()
			.map((cookie) -> cookie.split("=", 2)[0])
			.toList();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(origin() + path)).header("Accept", "text/html");
	}

	/** With a head that would fill a heap if it were kept. */
	private HttpRequest.Builder get(String path) {
		return request(path).header("Cookie", "a=b; ".repeat(400) + "c=d").header("X-Large", "x".repeat(4_000));
	}

	private HttpRequest.Builder post(String path, String body) {
		return request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body));
	}

}
