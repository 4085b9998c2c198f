package fr.passerelle.gateway.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalTests {

	private static final Pages PAGES = Pages.bundled();

	private static final AskedFor BROWSER = AskedFor.byBrowser(Locale.FRENCH);

	private static final AskedFor PROGRAM = AskedFor.with(Map.of("Accept", "application/json"));

	private static final String HTML = "text/html; charset=utf-8";

	private static final String PROBLEM = "application/problem+json";

	private final Samples samples = Samples.plain();

	@ParameterizedTest
	@EnumSource(ErrorCode.class)
	void everyRefusalNamesItsCodeItsStatusAndItsReference(ErrorCode code) {
		for (AskedFor request : List.of(BROWSER, PROGRAM)) {
			Answer answer = refuse(request, this.samples.refusal(code));

			assertThat(answer.status()).isEqualTo(code.status());
			assertThat(answer.header("Passerelle-Error")).isEqualTo(code.name());
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(text(answer)).contains("K7QF-2M9X");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Accept | text/html,application/xhtml+xml,*/*;q=0.8 | text/html; charset=utf-8
			Accept | */*                                       | text/html; charset=utf-8
			Accept | application/json                          | application/problem+json
			Accept | application/json, text/plain, */*         | application/problem+json
			Accept | application/problem+json, text/html;q=0.5 | text/html; charset=utf-8
			Accept | image/avif,image/webp                     | application/problem+json
			Sec-Fetch-Mode   | cors           | application/problem+json
			Sec-Fetch-Mode   | navigate       | text/html; charset=utf-8
			X-Requested-With | XMLHttpRequest | application/problem+json
			""")
	void refuseWhenAPersonAsksThenAPageElseAProblem(String header, String value, String type) {
		Answer answer = refuse(AskedFor.with(Map.of(header, value)), this.samples.refusal(ErrorCode.ENT_TIMEOUT));

		assertThat(answer.header("Content-Type")).isEqualTo(type);
	}

	@Test
	void refuseWhenHeadersSayNothingThenAPage() {
		Answer answer = refuse(AskedFor.with(Map.of()), this.samples.refusal(ErrorCode.ENT_TIMEOUT));

		assertThat(answer.header("Content-Type")).isEqualTo(HTML);
	}

	@Test
	void problemHoldsEverythingAProgramNeeds() {
		JsonNode problem = problem(this.samples.refusal(ErrorCode.PROFILE_NOT_ALLOWED));

		assertThat(problem.path("type").asString()).isEqualTo("urn:passerelle:error:PROFILE_NOT_ALLOWED");
		assertThat(problem.path("title").asString()).isEqualTo("Votre compte n’ouvre pas l’Espace Parents");
		assertThat(problem.path("status").asInt()).isEqualTo(403);
		assertThat(problem.path("detail").asString()).contains("mot de passe est le bon");
		assertThat(problem.path("code").asString()).isEqualTo("PROFILE_NOT_ALLOWED");
		assertThat(problem.path("reference").asString()).isEqualTo("K7QF-2M9X");
		assertThat(problem.path("openEspaces").valueStream().map(JsonNode::asString)).containsExactly("eleve",
				"etablissement");
		assertThat(problem.has("retryAfter")).isFalse();
	}

	@Test
	void problemWhenTextIsHostileThenStaysJson() {
		String hostile = "\"},{\"code\":\"\\\u0000\n</script>";
		JsonNode problem = problem(Samples.of(hostile).refusal(ErrorCode.ESPACE_CLOSED));

		assertThat(problem.path("reason").asString()).isEqualTo(hostile);
		assertThat(problem.path("code").asString()).isEqualTo("ESPACE_CLOSED");
	}

	@ParameterizedTest
	@CsvSource({ "720, 720, 12 minutes", "60, 60, 1 minute", "61, 61, 2 minutes", "1, 1, 1 minute" })
	void suspensionSaysForHowLongInMinutesAndInSeconds(long seconds, String header, String words) {
		Refusal refusal = this.samples.refusal(ErrorCode.ADDRESS_SUSPENDED)
			.retryAfter(Duration.ofSeconds(seconds).minusMillis(1));
		Answer answer = refuse(BROWSER, refusal);

		assertThat(answer.header("Retry-After")).isEqualTo(header);
		assertThat(text(answer).replace('\u00a0', ' ')).contains("doit attendre " + words + ".");
		assertThat(problem(refusal).path("retryAfter").asLong()).isEqualTo(seconds);
	}

	@Test
	void refuseWhenTheWaitIsNotKnownThenHasNoRetryAfter() {
		Answer answer = refuse(BROWSER, Refusal.of(ErrorCode.ADDRESS_SUSPENDED));

		assertThat(answer.header("Retry-After")).isEmpty();
		assertThat(text(answer)).contains("doit attendre quelques minutes.");
	}

	@Test
	void unknownHostGetsTwoLinesOfTextAndNoPage() {
		for (AskedFor request : List.of(BROWSER, PROGRAM)) {
			Answer answer = refuse(request, Refusal.of(ErrorCode.UNKNOWN_HOST));

			assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
			assertThat(text(answer).lines()).hasSize(2);
		}
	}

	@Test
	void profileNotAllowedLeadsToWhatIsOpenOrSaysThatNothingIs() {
		Refusal refusal = this.samples.refusal(ErrorCode.PROFILE_NOT_ALLOWED);
		Markup some = Markup.of(refuse(BROWSER, refusal).body());
		Markup none = Markup.of(refuse(BROWSER, refusal.leadingTo(List.of())).body());

		assertThat(some.all("a", "href", "/pronote/eleve.html").get(0).getTextContent()).contains("Espace Élèves");
		assertThat(none.one("main").getTextContent()).contains("Aucun Espace de l’établissement n’est ouvert");
	}

	@Test
	void actionsKeepTheFragmentOnlyOnTheWayToTheAddressAskedFor() {
		Refusal refusal = this.samples.refusal(ErrorCode.ENT_TIMEOUT);
		Markup page = Markup.of(refuse(BROWSER, refusal).body());

		assertThat(page.all("a", "data-keep-fragment", "true")).extracting((link) -> link.getAttribute("href"))
			.containsExactly("/pronote/parent.html", "/pronote/parent.html?login=true");
		assertThat(page.all("a", "class", "button")).extracting((link) -> link.getTextContent())
			.containsExactly("Réessayer");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Atrium | fr | L’ENT Atrium ne répond pas
			ENT 77 | fr | L’ENT 77 ne répond pas
			-      | fr | L’ENT ne répond pas
			Atrium | en | The Atrium portal is not answering
			-      | en | The school portal (ENT) is not answering
			""")
	void sentencesNameTheEntAsPeopleDo(@Nullable String label, String language, String title) {
		RefusalText text = RefusalText.of(Refusal.of(ErrorCode.ENT_TIMEOUT)
			.through((label != null) ? TestEstablishments.labelled(label, TestEstablishments.delegation("a")) : null),
				Locale.forLanguageTag(language), new Messages());

		assertThat(text.title()).isEqualTo(title);
	}

	@Test
	void sentencesNameTheEspaceWithItsArticle() {
		Refusal closed = Refusal.of(ErrorCode.ESPACE_CLOSED);

		assertThat(french(closed.at(TestEstablishments.college(), EspaceKey.COMMUNE)).title())
			.isEqualTo("La Page commune n’est pas accessible pour le moment");
		assertThat(french(closed.at(TestEstablishments.college(), EspaceKey.PARENT)).title())
			.isEqualTo("L’Espace Parents n’est pas accessible pour le moment");
		assertThat(french(closed).title()).isEqualTo("Cet Espace n’est pas accessible pour le moment");
	}

	private static Answer refuse(AskedFor request, Refusal refusal) {
		return PAGES.refuse(request, refusal, Samples.REFERENCE);
	}

	private static RefusalText french(Refusal refusal) {
		return RefusalText.of(refusal, Locale.FRENCH, new Messages());
	}

	private static JsonNode problem(Refusal refusal) {
		Answer answer = refuse(PROGRAM, refusal);
		assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
		return JsonMapper.shared().readTree(answer.body());
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

}
