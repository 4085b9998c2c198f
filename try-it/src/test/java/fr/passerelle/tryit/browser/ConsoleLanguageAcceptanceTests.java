package fr.passerelle.tryit.browser;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.tryit.Administration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every screen in English, as it is sent: a browser would show nothing more of it.
 */
@InABrowser
class ConsoleLanguageAcceptanceTests {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	/** Whatever is read or read out, and not what only programs read. */
	private static final Pattern SEEN = Pattern.compile("(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"|>([^<]*)<");

	/** Words that no English sentence has. */
	private static final Pattern FRENCH = Pattern.compile(
			"(?iU)\\b(?:le|la|les|des|du|une|est|sont|aux?|avec|dans|pour|par|sur|cette?|vous|votre|aucune?|\\w*[àâçéèêëîïôûùœ]\\w*)\\b");

	/** Names, which are the same in every language. */
	private static final Set<String> NAMES = Set.of("Élèves", "Établissement", "Académie", "Collège", "Lycée", "des",
			"Léa", "Zoé", "Alméida", "Inès");

	/** What the ENT's administrator is told to look for, in their words. */
	private static final String TERM = "(URL à communiquer au socle ENT)";

	private final Trial trial;

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	ConsoleLanguageAcceptanceTests(Trial trial) {
		this.trial = trial;
	}

	@Test
	void everyScreenIsThereInEnglishAndNothingOfItInFrench() {
		Furnishing furnishing = this.trial.furnished(this.trial.browser(Screen.DESKTOP));
		signIn();
		for (String screen : furnishing.screens()) {
			HttpResponse<String> page = get(screen);
			assertThat(page.statusCode()).as(screen).isEqualTo(200);
			assertThat(page.body()).as(screen).contains("<html lang=\"en\"").doesNotContain("??");
			assertThat(french(page.body())).as(screen).isEmpty();
		}
	}

	/** The catalogue says in French why an entry is out of use. */
	@Test
	void whyAnEntIsOutOfUseIsSaidInFrenchAndToWhomReadsIt() {
		signIn();
		String path = ConsoleVisit.SCHOOL + "/delegations/ents?q=envole%20cher";
		assertThat(get(path).body()).contains("Out of use").doesNotContain("plateforme ancienne");
		HttpRequest.Builder french = HttpRequest.newBuilder(this.trial.college(path)).header("Accept-Language", "fr");
		assertThat(send(french).body()).contains("Hors service", "<span lang=\"fr\">plateforme ancienne</span>");
	}

	private static List<String> french(String page) {
		String own = page.replace(TERM, "")
			.replaceAll("(?s)<(script|style|textarea|pre|code)\\b.*?</\\1>", "")
			.replaceAll("(?s)<[^>]*lang=\"fr\"[^>]*>[^<]*<", "<");
		return SEEN.matcher(own)
			.results()
			.map(ConsoleLanguageAcceptanceTests::seen)
			.filter((text) -> FRENCH.matcher(text)
				.results()
				.map(MatchResult::group)
				.anyMatch((word) -> !NAMES.contains(word)))
			.distinct()
			.toList();
	}

	private static String seen(MatchResult found) {
		return ((found.group(1) != null) ? found.group(1) : found.group(2)).strip();
	}

	private void signIn() {
		Matcher token = TOKEN.matcher(get("/console/login").body());
		assertThat(token.find()).isTrue();
		String form = "_csrf=" + encode(token.group(1)) + "&username=" + Administration.USERNAME + "&password="
				+ encode(Administration.PASSWORD);
		HttpResponse<String> in = send(
				request("/console/login").header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers.ofString(form)));
		assertThat(in.statusCode()).isEqualTo(303);
	}

	private HttpResponse<String> get(String path) {
		return send(request(path));
	}

	private HttpRequest.Builder request(String path) {
		URI address = this.trial.college(path);
		return HttpRequest.newBuilder(address).header("Accept", "text/html").header("Accept-Language", "en-GB,en");
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
