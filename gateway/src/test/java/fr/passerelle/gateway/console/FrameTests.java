package fr.passerelle.gateway.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.people.HashingBusyException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console's door: sign-in, sign-out, forms of other sites, unknown pages.
 */
class FrameTests extends RunningConsole {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private ConsoleProblems problems;

	@Test
	void whoeverHasNotSignedInIsLedToTheFormAndThenToThePageAskedFor() {
		ConsoleBrowser browser = browser();
		HttpResponse<String> asked = browser.get("/console/establishments?q=jean");
		assertThat(asked.statusCode()).isEqualTo(303);
		assertThat(asked.headers().firstValue("Location")).contains("/console/login");
		HttpResponse<String> signedIn = browser.signIn(ADMIN, PASSWORD);
		assertThat(signedIn.headers().firstValue("Location")).contains("/console/establishments?q=jean");
	}

	@Test
	void signInMakesANewSessionWithACookieOfItsOwn() {
		ConsoleBrowser browser = browser();
		HttpResponse<String> form = browser.get("/console/login");
		HttpResponse<String> signedIn = browser.post("/console/login", form.body(),
				Map.of("username", ADMIN, "password", PASSWORD));
		String before = form.headers().firstValue("Set-Cookie").orElseThrow();
		String after = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
		assertThat(after).startsWith("passerelle-console=").contains("Path=/console", "HttpOnly", "SameSite=Lax");
		assertThat(after.split(";", 2)[0]).isNotEqualTo(before.split(";", 2)[0]);
	}

	@Test
	void cookieIsSecureWhereTheDeclaredProxySaysThatItEndsTls() throws Exception {
		for (String first : List.of("https", "https, http", "HTTPS,https")) {
			assertThat(cookieBehind(first)).as(first).contains("; Secure");
		}
		for (String other : List.of("http", "http, https", "HTTPS;x")) {
			assertThat(cookieBehind(other)).as(other).doesNotContain("Secure");
		}
	}

	private String cookieBehind(String scheme) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(origin() + "/console/login"))
			.header("X-Forwarded-Proto", scheme)
			.build();
		HttpResponse<String> form = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		return form.headers().firstValue("Set-Cookie").orElseThrow();
	}

	@Test
	void wrongPasswordsAreRefusedAndThenSuspendTheAddress() {
		ConsoleBrowser browser = browser();
		for (int i = 0; i < 5; i++) {
			assertThat(browser.signIn(ADMIN, "wrong").headers().firstValue("Location"))
				.contains("/console/login?refused");
		}
		HttpResponse<String> suspended = browser.signIn(ADMIN, PASSWORD);
		assertThat(suspended.statusCode()).isEqualTo(429);
		assertThat(suspended.headers().firstValue("Retry-After")).isPresent();
		assertThat(suspended.body()).contains("Trop d’essais manqués");
		String form = browser.get("/console/login").body();
		assertThat(browser.post("/console/%6Cogin", form, Map.of("username", ADMIN, "password", PASSWORD)).statusCode())
			.as("the same address with a letter encoded")
			.isEqualTo(429);
	}

	@Test
	void formWithoutThisSessionsTokenChangesNothing() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.postRaw("/console/logout", "").statusCode()).isEqualTo(403);
		assertThat(browser.postRaw("/console/logout", "_csrf=forged").body()).contains("Ce formulaire a expiré");
		assertThat(browser.get("/console/nothing").statusCode()).isEqualTo(404);
	}

	@Test
	void signOutEndsTheSession() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> page = browser.get("/console/nothing");
		HttpResponse<String> out = browser.post("/console/logout", page.body(), Map.of());
		assertThat(browser.follow(out).body()).contains("Vous êtes déconnecté");
		assertThat(browser.get("/console/nothing").statusCode()).isEqualTo(303);
	}

	@Test
	void basicCredentialsOpenNoPageOfTheConsole() {
		HttpResponse<String> answer = browser().get("/console/establishments");
		assertThat(answer.statusCode()).isEqualTo(303);
	}

	@Test
	void pageThatIsNoneIsSaidInTheReadersLanguage() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> french = browser.get("/console/nothing");
		assertThat(french.statusCode()).isEqualTo(404);
		assertThat(french.body()).contains("Cette page n’existe pas", "lang=\"fr\"");
		HttpResponse<String> english = browser.speaking("en").get("/console/nothing");
		assertThat(english.body()).contains("This page does not exist", "lang=\"en\"");
	}

	@Test
	void pagesAreKeptNowhereAndRunNothingOfOthers() {
		HttpResponse<String> page = administrator().get("/console/nothing");
		assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'",
				"script-src 'self'", "form-action 'self'", "frame-ancestors 'none'");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
	}

	@Test
	void whoCannotHaveThePasswordCheckedNowIsToldToComeBack() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		ModelAndView page = this.problems.onBusyHashing(new HashingBusyException(),
				new MockHttpServletRequest("POST", "/console/account/password"), response);
		assertThat(page.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(page.getModel()).containsEntry("which", "busy");
		assertThat(response.getHeader("Retry-After")).isEqualTo("5");
	}

	@Test
	void assetsAreKeptForGoodUnderTheirOwnAddress() {
		ConsoleBrowser browser = browser();
		String page = browser.get("/console/login").body();
		int at = page.indexOf("/console/assets/");
		String style = page.substring(at, page.indexOf('"', at)).replaceAll("/[^/]+$", "/console.css");
		HttpResponse<String> asset = browser.get(style);
		assertThat(asset.statusCode()).isEqualTo(200);
		assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
		assertThat(browser.get(style.replace("console.css", "htmx.min.js")).statusCode()).isEqualTo(200);
		assertThat(browser.get(style.replace("console.css", "..css")).statusCode()).isNotEqualTo(200);
	}

}
