package fr.passerelle.gateway.console.backups;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backups in the console, put back in service a moment after they were made: the tests
 * that share the program keep what they need.
 */
@SuppressWarnings("NullAway.Init")
class BackupsConsoleTests extends RunningConsole {

	private static final String LIST = "/console/backups";

	private static final Uai HERE = new Uai("0336666F");

	private static final Pattern NAME = Pattern.compile("/console/backups/(passerelle-\\d{8}-\\d{6}-\\d{3}-manual)\"");

	@Autowired
	private Establishments establishments;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void aBackupIsMadeLookedIntoAndPutInServiceAfterAQuestion() {
		name("Collège d’avant");
		ConsoleBrowser browser = administrator();
		String name = make(browser, "avant la <rentrée>");
		name("Collège d’après");
		String inside = browser.get(LIST + "/" + name).body();
		assertThat(inside).contains("Collège d’avant", "Reprend sa configuration d’alors", "avant la &lt;rentrée&gt;");
		HttpResponse<String> question = browser.get(LIST + "/" + name + "/restore");
		assertThat(question.body()).contains("Mettre cette sauvegarde en service ?", "gardé comme sauvegarde",
				"un compte supprimé ne revient pas", "Le journal n’est jamais ramené en arrière");
		assertThat(inEffect()).isEqualTo("Collège d’après");
		HttpResponse<String> done = browser.post(LIST + "/" + name + "/restore", question.body(),
				Map.of("confirmed", "true"));
		assertThat(done.statusCode()).isIn(302, 303);
		assertThat(browser.follow(done).body()).contains("La sauvegarde est en service", "Avant une remise en service");
		assertThat(inEffect()).isEqualTo("Collège d’avant");
	}

	@Test
	void nothingIsRestoredWithoutTheAnswerToTheQuestion() {
		name("Collège d’avant");
		ConsoleBrowser browser = administrator();
		String name = make(browser, "");
		name("Collège d’après");
		String page = browser.get(LIST).body();
		assertThat(browser.post(LIST + "/" + name + "/restore", page, Map.of()).statusCode()).isEqualTo(400);
		assertThat(browser.postRaw(LIST + "/" + name + "/restore", "confirmed=true").statusCode()).isEqualTo(403);
		assertThat(inEffect()).isEqualTo("Collège d’après");
	}

	@Test
	void aNameThatIsNoneIsNotFound() {
		ConsoleBrowser browser = administrator();
		for (String end : new String[] { "", "/content", "/restore" }) {
			HttpResponse<String> answer = browser.get(LIST + "/passerelle-20260901-055800-000-manual" + end);
			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(answer.body()).contains("Cette page n’existe pas");
		}
	}

	@Test
	void whatThisProgramDoesNotAcceptIsSaidInTheReadersLanguage() {
		name("Collège d’un autre temps");
		ConsoleBrowser browser = administrator();
		String accepted = this.establishments.current(HERE).document().toJson();
		store("{\"uai\": \"0336666F\", \"name\": \"X\", \"upstream\": \"http://u\"}");
		String name = make(browser, "");
		store(accepted);
		String inside = browser.get(LIST + "/" + name).body();
		assertThat(inside).contains("ne peut pas être mise en service", ">publicUrl<", "Ce champ est nécessaire.")
			.doesNotContain("is required");
		assertThat(browser.speaking("en").get(LIST + "/" + name).body()).contains("This field is needed.");
	}

	/** As a newer program would have written it. */
	private void store(String document) {
		this.jdbc.sql("UPDATE establishment_version SET document = :document WHERE uai = :uai")
			.param("document", document)
			.param("uai", HERE.value())
			.update();
	}

	@Test
	void aBackupIsTakenAway() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> file = browser.get(LIST + "/" + make(browser, "") + "/content");
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(file.headers().firstValue("Content-Type")).contains("application/zip");
		assertThat(file.body()).startsWith("PK");
	}

	@Test
	void theListIsInTheReadersLanguageAndToNobodyElse() {
		assertThat(administrator().speaking("en").get(LIST).body()).contains("Back up now");
		assertThat(browser().get(LIST).headers().firstValue("Location").orElse("")).endsWith("/console/login");
	}

	@Test
	void aCommentIsOneLineAndOneThatIsTooLongIsRefused() {
		ConsoleBrowser browser = administrator();
		make(browser, "avant\tla rentrée");
		assertThat(browser.get(LIST).body()).contains("avant la rentrée");
		HttpResponse<String> answer = browser.post(LIST, browser.get(LIST).body(), Map.of("comment", "x".repeat(501)));
		assertThat(browser.follow(answer).body()).contains("Rien n’a été fait");
	}

	private String make(ConsoleBrowser browser, String comment) {
		HttpResponse<String> made = browser.post(LIST, browser.get(LIST).body(), Map.of("comment", comment));
		assertThat(made.statusCode()).isIn(302, 303);
		String list = browser.follow(made).body();
		assertThat(list).contains("est faite et vérifiée");
		Matcher name = NAME.matcher(list);
		assertThat(name.find()).isTrue();
		return name.group(1);
	}

	private void name(String name) {
		ConfigurationDocument document = ConfigurationDocument.parse("""
				{"uai": "0336666F", "name": "%s", "publicUrl": "https://0336666f.example.fr",
				"upstream": "http://127.0.0.1:9", "espaces": {"parent": {"published": true}}}""".formatted(name)
			.getBytes(UTF_8), ConfigurationDocument.Format.JSON);
		Change change = new Change("test", null);
		if (this.establishments.find(HERE).isEmpty()) {
			this.establishments.create(document, change);
		}
		else {
			this.establishments.replace(HERE, document, ExpectedVersion.ANY, false, change);
		}
	}

	private String inEffect() {
		return this.establishments.find(HERE).map(Establishment::name).orElse("none");
	}

}
