package fr.passerelle.gateway.console.history;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.PlannedChange;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Historique as a browser without JavaScript sees it.
 */
@SuppressWarnings("NullAway.Init")
class HistoryPagesTests extends RunningConsole {

	private static final Uai UAI = new Uai("0330901A");

	private static final String PAGE = "/console/establishments/0330901A";

	private static final Pattern HIDDEN = Pattern
		.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

	@Autowired
	private Establishments establishments;

	@Autowired
	private Plans plans;

	@Autowired
	private JdbcClient jdbc;

	private ConsoleBrowser browser;

	@BeforeEach
	void startWithOneVersion() {
		if (this.establishments.find(UAI).isPresent()) {
			this.establishments.delete(UAI, ExpectedVersion.ANY, new Change("test", null));
		}
		this.establishments.create(document("Jean-Moulin", 9000), new Change("mcurie", "ouverture"));
		this.browser = administrator();
	}

	@Test
	void versionsAreListedComparedAndShownInPlainWords() {
		long first = current();
		change(document("Louise-Michel", 9000), "other");
		String list = ok(PAGE + "/history");
		assertThat(list).contains("mcurie", "ouverture", "other", "En vigueur")
			.contains("Nom de l’établissement : « Jean-Moulin » devient « Louise-Michel ».</td>");
		assertThat(ok(PAGE)).contains("Nom de l’établissement : « Jean-Moulin » devient « Louise-Michel ».</span>");
		assertThat(ok(PAGE + "/history?author=other")).doesNotContain("ouverture</td>");
		assertThat(ok(PAGE + "/history?until=2001-01-01")).contains("Aucune version ne correspond");
		String compared = ok(PAGE + "/history/compare?from=" + first + "&to=" + current());
		assertThat(compared).contains("Nom de l’établissement : « Jean-Moulin » devient « Louise-Michel ».");
		this.browser.speaking("en");
		assertThat(ok(PAGE + "/history/" + current()))
			.contains("Name of the establishment: “Jean-Moulin” becomes “Louise-Michel”.", "name: Louise-Michel");
		assertThat(this.browser.get(PAGE + "/history/999").statusCode()).isEqualTo(404);
	}

	@Test
	void restoreAsksFirstAndAgainWhereSomebodySavedMeanwhile() {
		long first = current();
		change(document("Louise-Michel", 9000), "other");
		String asks = post(PAGE + "/history/" + first + "/restore", ok(PAGE + "/history/" + first), Map.of()).body();
		assertThat(asks).contains("« Louise-Michel » devient « Jean-Moulin »");
		assertThat(name()).isEqualTo("Louise-Michel");
		change(document("Marie-Curie", 9000), "other");
		HttpResponse<String> again = post(PAGE + "/history/" + first + "/restore", asks, hidden(asks));
		assertThat(again.body()).contains("« Marie-Curie » devient « Jean-Moulin »", "Quelqu’un a enregistré");
		HttpResponse<String> done = post(PAGE + "/history/" + first + "/restore", again.body(), hidden(again.body()));
		assertThat(done.statusCode()).isEqualTo(303);
		assertThat(this.browser.follow(done).body()).contains("La version " + first + " est restaurée");
		assertThat(name()).isEqualTo("Jean-Moulin");
	}

	@Test
	void editorSavesUponTheVersionThatWasShownAndNamesFaultsByLine() {
		String form = ok(PAGE + "/history/edit");
		assertThat(form).contains("name: Jean-Moulin");
		Map<String, String> fields = hidden(form);
		fields.put("document", "uai: 0330901A\nname: Zola\npublicUrl: ftp://x\nupstream: http://127.0.0.1:9000\n");
		HttpResponse<String> refused = post(PAGE + "/history/edit", form, fields);
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Ligne 3", "publicUrl", "name: Zola");
		fields.put("document", document("Zola", 9000).toYaml());
		fields.put("comment", "nouveau nom");
		assertThat(post(PAGE + "/history/edit/preview", form, fields).body())
			.contains("« Jean-Moulin » devient « Zola »");
		assertThat(name()).isEqualTo("Jean-Moulin");
		HttpResponse<String> saved = post(PAGE + "/history/edit", form, fields);
		assertThat(saved.statusCode()).isEqualTo(303);
		assertThat(name()).isEqualTo("Zola");
		assertThat(this.establishments.current(UAI).comment()).isEqualTo("nouveau nom");
	}

	@Test
	void loserSeesBothEditsAndSavesBoth() {
		String form = ok(PAGE + "/history/edit");
		change(document("Jean-Moulin", 9001), "other");
		Map<String, String> fields = hidden(form);
		fields.put("document", document("Zola", 9000).toYaml());
		HttpResponse<String> conflict = post(PAGE + "/history/edit", form, fields);
		assertThat(conflict.statusCode()).isEqualTo(409);
		assertThat(conflict.body()).contains("other", "« http://127.0.0.1:9000 » devient « http://127.0.0.1:9001 »",
				"« Jean-Moulin » devient « Zola »");
		assertThat(name()).isEqualTo("Jean-Moulin");
		Map<String, String> merged = hidden(conflict.body());
		merged.put("document", area(conflict.body()));
		assertThat(post(PAGE + "/history/conflict", conflict.body(), merged).statusCode()).isEqualTo(303);
		assertThat(this.establishments.current(UAI).document()).isEqualTo(document("Zola", 9001));
	}

	@Test
	void whereBothChangedOnePlaceNothingIsSavedUntilSomebodyChose() {
		String form = ok(PAGE + "/history/edit");
		change(document("Curie", 9001), "other");
		Map<String, String> fields = hidden(form);
		fields.put("document", document("Zola", 9000).toYaml());
		HttpResponse<String> conflict = post(PAGE + "/history/edit", form, fields);
		assertThat(conflict.body()).contains("choice:name").doesNotContain("name=\"document\"");
		HttpResponse<String> without = post(PAGE + "/history/conflict/preview", conflict.body(),
				hidden(conflict.body()));
		assertThat(without.body()).contains("Choisissez pour chaque réglage").doesNotContain("name=\"document\"");
		Map<String, String> chosen = hidden(conflict.body());
		chosen.put("choice:name", "mine");
		HttpResponse<String> result = post(PAGE + "/history/conflict/preview", conflict.body(), chosen);
		assertThat(result.statusCode()).isEqualTo(200);
		assertThat(area(result.body())).contains("name: Zola", "9001");
		Map<String, String> save = hidden(result.body());
		save.put("document", area(result.body()));
		// And once more: another administrator saved while the choice was made.
		change(parse(document("Curie", 9001).toJson().replace("}}", "},\"eleve\":{\"published\":false}}")), "third");
		HttpResponse<String> again = post(PAGE + "/history/conflict", result.body(), save);
		assertThat(again.statusCode()).isEqualTo(409);
		Map<String, String> last = hidden(again.body());
		last.put("document", area(again.body()));
		assertThat(post(PAGE + "/history/conflict", again.body(), last).statusCode()).isEqualTo(303);
		assertThat(this.establishments.current(UAI).document().toJson()).contains("Zola", "9001", "eleve");
	}

	@Test
	void changeIsPlannedSeenAndTakenBack() {
		String form = ok(PAGE + "/history/edit");
		Map<String, String> fields = hidden(form);
		fields.put("document", document("Zola", 9000).toYaml());
		fields.put("at", "2001-01-01T08:00");
		assertThat(post(PAGE + "/plans", form, fields).body()).contains("Cette date est passée", "name: Zola");
		fields.put("at", LocalDateTime.now(ZoneOffset.UTC).plusDays(3).withNano(0).withSecond(0).toString());
		HttpResponse<String> planned = post(PAGE + "/plans", form, fields);
		assertThat(planned.statusCode()).isEqualTo(303);
		String list = this.browser.follow(planned).body();
		assertThat(list).contains("En attente", "admin");
		assertThat(ok(PAGE + "/history")).contains("Un changement planifié attend sa date");
		String id = this.plans.waiting(UAI).get(0).id();
		String plan = ok(PAGE + "/plans/" + id);
		assertThat(plan).contains("« Jean-Moulin » devient « Zola »");
		String asks = post(PAGE + "/plans/" + id + "/cancel", plan, Map.of()).body();
		assertThat(this.plans.waiting(UAI)).hasSize(1);
		assertThat(post(PAGE + "/plans/" + id + "/cancel", asks, hidden(asks)).statusCode()).isEqualTo(303);
		assertThat(this.plans.waiting(UAI)).isEmpty();
		assertThat(this.browser.get(PAGE + "/plans/nobody").statusCode()).isEqualTo(404);
	}

	@Test
	void planThatIsAppliedByHandDoesNotWaitAnyMore() {
		String id = this.plans
			.plan(UAI, current(), document("Zola", 9000), Instant.now().plus(Duration.ofDays(3)),
					new Change("mcurie", "rentrée"))
			.id();
		String asks = post(PAGE + "/plans/" + id + "/merge/preview", ok(PAGE + "/plans/" + id), Map.of()).body();
		assertThat(asks).contains("Personne n’a rien changé depuis la version " + current(),
				"« Jean-Moulin » devient « Zola »");
		assertThat(asks).doesNotContain("a enregistré la version", "Deux changements en même temps",
				"enregistré entre-temps");
		HttpResponse<String> saved = save(asks);
		assertThat(this.browser.follow(saved).body()).contains("Le changement planifié n’attend plus");
		assertThat(this.plans.waiting(UAI)).isEmpty();
		assertThat(this.plans.get(UAI, id).version()).isEqualTo(current());
		assertThat(name()).isEqualTo("Zola");
		assertThat(
				this.browser.follow(post(PAGE + "/plans/" + id + "/merge/preview", ok(PAGE + "/plans/" + id), Map.of()))
					.body())
			.contains("déjà appliqué ou annulé");
	}

	@Test
	void planIsBroughtInThroughAChoiceAndALostRace() {
		String id = this.plans
			.plan(UAI, current(), document("Zola", 9000), Instant.now().plus(Duration.ofDays(3)),
					new Change("mcurie", "rentrée"))
			.id();
		change(document("Curie", 9000), "other");
		String asks = post(PAGE + "/plans/" + id + "/merge/preview", ok(PAGE + "/plans/" + id), Map.of()).body();
		assertThat(asks).contains("Deux changements en même temps", "other");
		Map<String, String> chosen = hidden(asks);
		chosen.put("choice:name", "mine");
		String result = post(PAGE + "/history/conflict/preview", asks, chosen).body();
		change(document("Curie", 9001), "third");
		HttpResponse<String> again = save(result);
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(this.plans.waiting(UAI)).hasSize(1);
		assertThat(save(again.body()).statusCode()).isEqualTo(303);
		assertThat(this.establishments.current(UAI).document()).isEqualTo(document("Zola", 9001));
		assertThat(this.plans.waiting(UAI)).isEmpty();
		assertThat(this.plans.get(UAI, id).state()).isEqualTo(PlannedChange.State.APPLIED);
	}

	@Test
	void planWhoseChangeIsThereAlreadyIsFiled() {
		String id = this.plans
			.plan(UAI, current(), document("Zola", 9000), Instant.now().plus(Duration.ofDays(3)),
					new Change("mcurie", "rentrée"))
			.id();
		change(document("Zola", 9000), "other");
		long number = current();
		String asks = post(PAGE + "/plans/" + id + "/merge/preview", ok(PAGE + "/plans/" + id), Map.of()).body();
		assertThat(this.browser.follow(save(asks)).body()).contains("Le changement planifié est classé");
		assertThat(current()).isEqualTo(number);
		assertThat(this.plans.get(UAI, id).state()).isEqualTo(PlannedChange.State.CANCELLED);
	}

	/** Saves the result unchanged. */
	private HttpResponse<String> save(String page) {
		Map<String, String> fields = hidden(page);
		fields.put("document", area(page));
		return post(PAGE + "/history/conflict", page, fields);
	}

	@Test
	void restoreSaysWhatTheCatalogueOfThatDayChangesThoughTheDocumentsAreTheSame() {
		ConfigurationDocument delegated = parse(document("Jean-Moulin", 9000).toJson()
			.replace("\"espaces\"", """
					"delegations":[{"id":"atrium","label":"Atrium","protocol":"CAS","ent":"atrium-sud"}],"espaces\"""")
			.replace("\"directLogin\":true", "\"delegations\":[\"atrium\"]"));
		change(delegated, "test");
		long first = current();
		change(document("Jean-Moulin", 9000), "test");
		change(delegated, "test");
		// What the catalogue said of the ENT when the first of the two was accepted.
		assertThat(this.jdbc.sql("""
				UPDATE establishment_version SET resolved = REPLACE(resolved, 'https://', 'https://former.')
				WHERE uai = :uai AND number = :number""").param("uai", UAI.value()).param("number", first).update())
			.isOne();
		String asks = post(PAGE + "/history/" + first + "/restore", ok(PAGE + "/history/" + first), Map.of()).body();
		assertThat(asks).contains("Atrium : la page de connexion passe de https://", "à https://former.",
				"Ce retour est une nouvelle version");
		assertThat(asks).doesNotContain("rien ne changera");
		assertThat(post(PAGE + "/history/" + first + "/restore", asks, hidden(asks)).statusCode()).isEqualTo(303);
		assertThat(this.establishments.find(UAI).orElseThrow().delegations().get(0).signOn().loginUrl().toString())
			.startsWith("https://former.");
	}

	@Test
	void restoreAnnouncesNoReopeningThatHasPassed() {
		change(parse(document("Jean-Moulin", 9000).toJson()
			.replace("\"espaces\"", "\"published\":false,\"closedUntil\":\"2027-01-04T08:00:00Z\",\"espaces\"")),
				"test");
		long closed = current();
		assertThat(this.jdbc.sql("""
				UPDATE establishment_version SET document = REPLACE(document, '2027-', '2020-')
				WHERE uai = :uai AND number = :number""").param("uai", UAI.value()).param("number", closed).update())
			.isOne();
		change(document("Jean-Moulin", 9000), "test");
		String asks = post(PAGE + "/history/" + closed + "/restore", ok(PAGE + "/history/" + closed), Map.of()).body();
		assertThat(asks).contains("La publication de tout l’établissement est arrêtée.").doesNotContain("2020");
	}

	@Test
	void whatIsTakenFromPageCommuneLeavesItPublished() {
		change(parse(document("Jean-Moulin", 9000).toJson()
			.replace("\"parent\"", "\"commune\":{\"published\":false},\"parent\"")), "test");
		long first = current();
		change(document("Jean-Moulin", 9000), "test");
		assertThat(ok(PAGE + "/history/compare?from=" + first + "&to=" + current()))
			.contains("Page commune : ses réglages sont retirés ; sans eux, elle est publiée.");
	}

	@Test
	void historyIsTurnedPageByPage() {
		for (int i = 0; i < 50; i++) {
			change(document("Nom " + i, 9000), "other");
		}
		String first = ok(PAGE + "/history?author=");
		assertThat(first).contains("href=\"" + PAGE + "/history?page=1\"");
		String second = ok(PAGE + "/history?page=1");
		assertThat(second).contains("ouverture", "href=\"" + PAGE + "/history?page=0\"").doesNotContain("page==");
		assertThat(ok(PAGE + "/history?author=other&since=2020-01-01")).doesNotContain("page=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?page=x", "/abc", "?until=%2B999999999-12-31", "?since=%2B900000000-01-01",
			"/compare?from=1", "?since=demain" })
	void addressThatSaysNothingIsAMalformedRequestAndNoFailure(String rest) {
		HttpResponse<String> answer = this.browser.get(PAGE + "/history" + rest);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("Cette demande est incomplète");
	}

	@Test
	void largestDocumentTravelsInAForm() {
		String form = ok(PAGE + "/history/edit");
		Map<String, String> fields = hidden(form);
		fields.put("document", document("Zola", 9000).toYaml() + "#" + "é".repeat(120_000));
		fields.put("mine", document("Zola", 9000).toJson());
		assertThat(post(PAGE + "/history/edit", form, fields).statusCode()).isEqualTo(303);
	}

	private String ok(String path) {
		HttpResponse<String> answer = this.browser.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

	private HttpResponse<String> post(String path, String page, Map<String, String> fields) {
		return this.browser.post(path, page, fields);
	}

	/** What a page carries along, and that it was confirmed. */
	private static Map<String, String> hidden(String page) {
		Map<String, String> fields = new HashMap<>();
		Matcher field = HIDDEN.matcher(page);
		while (field.find()) {
			fields.put(unescaped(field.group(1)), unescaped(field.group(2)));
		}
		fields.remove("_csrf");
		return fields;
	}

	private static String area(String page) {
		Matcher area = Pattern.compile("(?s)<textarea[^>]*>(.*?)</textarea>").matcher(page);
		assertThat(area.find()).as(page).isTrue();
		return unescaped(area.group(1));
	}

	private static String unescaped(String text) {
		return text.replace("&quot;", "\"")
			.replace("&#39;", "'")
			.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&amp;", "&");
	}

	private void change(ConfigurationDocument document, String author) {
		this.establishments.replace(UAI, document, ExpectedVersion.ANY, false, new Change(author, null));
	}

	private long current() {
		return this.establishments.current(UAI).number();
	}

	private String name() {
		return this.establishments.find(UAI).orElseThrow().name();
	}

	private static ConfigurationDocument document(String name, int port) {
		return parse("""
				{"uai": "0330901A", "name": "%s", "publicUrl": "https://0330901a.example.fr",
				"upstream": "http://127.0.0.1:%d", "espaces": {"parent": {"directLogin": true}}}""".formatted(name,
				port));
	}

	private static ConfigurationDocument parse(String json) {
		return ConfigurationDocument.parse(json.getBytes(UTF_8), Format.JSON);
	}

}
