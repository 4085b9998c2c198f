package fr.passerelle.gateway.console.people;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Personnes as a head of school without JavaScript uses it.
 */
@SuppressWarnings("NullAway.Init")
class PeoplePagesTests extends RunningConsole {

	private static final Uai UAI = new Uai("0330777P");

	private static final String PAGE = "/console/establishments/0330777P/people";

	private static final String PUPILS = """
			<?xml version="1.0" encoding="UTF-8"?>
			<BEE_ELEVES VERSION="2.0"><PARAMETRES><UAJ>%s</UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE></PARAMETRES>
			<DONNEES><ELEVES>
			<ELEVE ELEVE_ID="710001"><NOM_DE_FAMILLE>DUPONT</NOM_DE_FAMILLE><PRENOM>Léa</PRENOM><DATE_NAISS>14/03/2014</DATE_NAISS></ELEVE>
			<ELEVE ELEVE_ID="710004"><NOM_DE_FAMILLE>PARTI</NOM_DE_FAMILLE><PRENOM>Hugo</PRENOM><DATE_NAISS>30/06/2012</DATE_NAISS><DATE_SORTIE>31/08/2026</DATE_SORTIE></ELEVE>
			%s
			</ELEVES><STRUCTURES>
			<STRUCTURES_ELEVE ELEVE_ID="710001"><STRUCTURE><CODE_STRUCTURE>6A</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
			</STRUCTURES></DONNEES></BEE_ELEVES>
			""";

	private static final String NOE = "<ELEVE ELEVE_ID=\"710002\"><NOM_DE_FAMILLE>D'HÉRICOURT</NOM_DE_FAMILLE><PRENOM>Noé</PRENOM><DATE_NAISS>02/11/2013</DATE_NAISS></ELEVE>";

	private static final String GUARDIANS = """
			<?xml version="1.0" encoding="UTF-8"?>
			<BEE_RESPONSABLES VERSION="2.0"><PARAMETRES><UAJ>0330777P</UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE></PARAMETRES>
			<DONNEES><PERSONNES>
			<PERSONNE PERSONNE_ID="820001"><NOM_DE_FAMILLE>MARTIN</NOM_DE_FAMILLE><NOM_USAGE>DUPONT</NOM_USAGE><PRENOM>Marie</PRENOM></PERSONNE>
			</PERSONNES><RESPONSABLES>
			<RESPONSABLE_ELEVE><ELEVE_ID>710001</ELEVE_ID><PERSONNE_ID>820001</PERSONNE_ID><RESP_LEGAL>1</RESP_LEGAL></RESPONSABLE_ELEVE>
			</RESPONSABLES></DONNEES></BEE_RESPONSABLES>
			""";

	@Autowired
	private Establishments establishments;

	@Autowired
	private People people;

	private ConsoleBrowser browser;

	@BeforeEach
	void startWithAnEmptyList() {
		if (this.establishments.find(UAI).isPresent()) {
			this.establishments.delete(UAI, ExpectedVersion.ANY, new Change("test", null));
		}
		this.establishments.create(ConfigurationDocument.parse("""
				uai: 0330777P
				name: Collège des Personnes
				publicUrl: https://0330777p.example.fr
				upstream: http://127.0.0.1:9
				""".getBytes(UTF_8), ConfigurationDocument.Format.YAML), new Change("test", null));
		this.browser = administrator();
	}

	@Test
	void filesAreTriedThenAppliedThenUndone() {
		assertThat(ok(PAGE)).contains("La liste est vide", "Importer des fichiers");
		String plan = tried(PUPILS.formatted(UAI, NOE));
		assertThat(plan).contains("Élèves (SIECLE)", "2 personnes ajoutées", "Léa DUPONT", "6A", "Espace Élèves")
			.contains("1 personne du fichier n’a pas d’accès", "Hugo")
			.doesNotContain("??");
		assertThat(this.people.count(UAI, "")).isZero();

		HttpResponse<String> run = this.browser.post(runAddress(plan), plan, Map.of());
		String list = this.browser.follow(run).body();
		assertThat(list).contains("Import fait : 2 personnes ajoutées", "2 personnes</h2>", "e710001", "14/03/2014");
		assertThat(ok(PAGE + "?q=hericourt")).contains("1 personne</h2>", "Noé").doesNotContain("Léa");

		String undone = this.browser.follow(this.browser.post(PAGE + "/undo", list, Map.of())).body();
		assertThat(undone).contains("Le dernier import est annulé");
		assertThat(this.people.count(UAI, "")).isZero();
	}

	@Test
	void whoIsGoneIsClosedAfterATickAndComesBack() {
		applied(PUPILS.formatted(UAI, NOE), Map.of());
		String plan = tried(PUPILS.formatted(UAI, ""));
		assertThat(plan).contains("1 personne n’est plus dans les fichiers", "Noé", "name=\"close\"");
		this.browser.post(runAddress(plan), plan, Map.of("close", "true"));
		assertThat(ok(PAGE + "/one?identifiant=e710002")).contains("Fermé", "n’est plus de l’établissement depuis");
		applied(PUPILS.formatted(UAI, NOE), Map.of());
		assertThat(ok(PAGE + "/one?identifiant=e710002")).doesNotContain("Fermé");
	}

	@Test
	void onePersonsPageShowsTheFamilyAndLeadsToJournalAndIdentities() {
		applied(PUPILS.formatted(UAI, ""), Map.of());
		applied(GUARDIANS, Map.of());
		assertThat(ok(PAGE + "/one?identifiant=r820001"))
			.contains("Marie DUPONT", "MARTIN", "Léa DUPONT", "identifiant=e710001", "Élève")
			.contains("/journal?person=r820001", "/identities?q=");
		assertThat(ok(PAGE + "/one?identifiant=e710001")).contains("Responsable légal", "identifiant=r820001");
		assertThat(this.browser.get(PAGE + "/one?identifiant=nobody").statusCode()).isEqualTo(404);
	}

	@Test
	void aQuestionNamesThePersonAndIsAnswered() {
		applied("identifiant;nom;prenom;espaces\nm.dupont;DUPONT;Marie;parent\n", Map.of());
		applied(PUPILS.formatted(UAI, ""), Map.of());
		String plan = tried(GUARDIANS);
		assertThat(plan).contains("1 question", "Marie DUPONT (m.dupont)</option>");
		String field = found(plan, "name=\"(answer\\.[^\"]+)\"");
		String again = this.browser.post(runAddress(plan).replace("/run", "/preview"), plan, Map.of(field, "m.dupont"))
			.body();
		assertThat(again).contains("1 personne modifiée").doesNotContain("personne ajoutée");
		this.browser.post(runAddress(again), again, Map.of(field, "m.dupont"));
		assertThat(ok(PAGE + "/one?identifiant=m.dupont")).contains("MARTIN", "Léa DUPONT");
	}

	@Test
	void aFileOfAnotherSchoolOrOfNoKnownKindIsRefusedWithItsName() {
		assertThat(refused(PUPILS.formatted("0339999Z", ""))).contains("Rien n’a été changé", "0339999Z", "0330777P");
		assertThat(refused("%PDF-1.7 not a list")).contains("Rien n’a été changé", "file.yaml");
	}

	@Test
	void filesWithoutATicketOfThePageAreNotTaken() {
		String form = ok(PAGE + "/import");
		HttpResponse<String> sent = this.browser.postFile(PAGE + "/import/guessed", form, "files",
				PUPILS.formatted(UAI, ""));
		assertThat(sent.statusCode()).isEqualTo(403);
		assertThat(sent.body()).contains("Ce formulaire a expiré");
		assertThat(this.browser.get(action(form)).statusCode()).isEqualTo(303);
		assertThat(this.browser.postRaw(PAGE + "/undo", "x=1").statusCode()).isEqualTo(403);
	}

	@Test
	void englishReadersReadEnglish() {
		this.browser.speaking("en");
		assertThat(ok(PAGE)).contains("The list is empty");
		assertThat(tried(PUPILS.formatted(UAI, NOE))).contains("2 people added", "Pupils (SIECLE)")
			.doesNotContain("??");
	}

	private String refused(String file) {
		String form = ok(PAGE + "/import");
		HttpResponse<String> kept = this.browser.postFile(action(form), form, "files", file);
		HttpResponse<String> plan = this.browser.follow(kept);
		assertThat(plan.statusCode()).isEqualTo(303);
		return this.browser.follow(plan).body();
	}

	private void applied(String file, Map<String, String> fields) {
		String plan = tried(file);
		assertThat(this.browser.post(runAddress(plan), plan, fields).statusCode()).isEqualTo(303);
	}

	private String tried(String file) {
		String form = ok(PAGE + "/import");
		HttpResponse<String> kept = this.browser.postFile(action(form), form, "files", file);
		assertThat(kept.statusCode()).isEqualTo(303);
		HttpResponse<String> plan = this.browser.follow(kept);
		assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
		return plan.body();
	}

	private static String action(String form) {
		return found(form, "action=\"(" + PAGE + "/import/[^\"/]+)\"");
	}

	private static String runAddress(String plan) {
		return found(plan, "action=\"(" + PAGE + "/import/[^\"]+/run)\"");
	}

	private static String found(String page, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(page);
		assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
		return matcher.group(1);
	}

	private String ok(String path) {
		HttpResponse<String> answer = this.browser.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

}
