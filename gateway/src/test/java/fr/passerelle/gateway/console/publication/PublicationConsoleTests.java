package fr.passerelle.gateway.console.publication;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The screen through real HTTP and without JavaScript.
 */
class PublicationConsoleTests extends RunningConsole {

	private static final AtomicInteger SCHOOLS = new AtomicInteger(8000);

	/** Versions of a school that was deleted go on: each test has a school of its own. */
	private final Uai school = new Uai("033" + SCHOOLS.incrementAndGet() + "E");

	private final String host = "https://" + this.school.value().toLowerCase(Locale.ROOT) + ".example.fr";

	private final String path = "/console/establishments/" + this.school + "/publication";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Sessions sessions;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Clock clock;

	private ConsoleBrowser browser = new ConsoleBrowser("", "");

	@BeforeEach
	void openSchool() {
		this.establishments.create(ConfigurationDocument.parse("""
				{"uai": "%CODE%", "name": "Jean-Moulin", "publicUrl": "%HOST%",
				"upstream": "http://127.0.0.1:9000",
				"delegations": [{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"}],
				"espaces": {"parent": {"delegations": ["atrium"], "directLogin": true},
				"eleve": {"published": false}}}""".replace("%CODE%", this.school.value())
			.replace("%HOST%", this.host)
			.getBytes(StandardCharsets.UTF_8), Format.JSON), new Change("test", null));
		this.browser = administrator();
	}

	@AfterEach
	void closeSchool() {
		this.establishments.delete(this.school, ExpectedVersion.ANY, new Change("test", null));
	}

	@Test
	void theTableShowsEveryEspaceWithItsAddressesAndItsWaysIn() {
		String page = this.browser.get(this.path).body();
		for (EspaceKey key : EspaceKey.values()) {
			assertThat(page).contains(key.label().replace("'", "&#39;"));
		}
		assertThat(page).contains("href=\"" + this.host + "/pronote/parent.html\"",
				"href=\"" + this.host + "/pronote/mobile.parent.html\"", "Publication en cours", "Atrium",
				"data-copy=\"" + this.host + "/pronote/mobile.html\"", "Page publique, sans connexion");
	}

	@Test
	void anEspaceIsPublishedAtOnceAndClosedAfterAQuestionThatSaysWhoIsThere() {
		signIn();
		HttpResponse<String> opened = post("/espaces/eleve", Map.of("published", "true", "base", "1"));
		assertThat(this.browser.follow(opened).body()).contains("Espace Élèves : publié.");
		assertThat(school().isOpen(EspaceKey.ELEVE)).isTrue();

		HttpResponse<String> question = post("/espaces/parent", Map.of("published", "false", "base", "2"));
		assertThat(question.body()).contains("Ne plus publier : Espace Parents", "1 personne y est connectée");
		assertThat(school().isOpen(EspaceKey.PARENT)).isTrue();
		post("/espaces/parent", Map.of("published", "false", "base", "2", "confirmed", "true"));
		assertThat(school().isOpen(EspaceKey.PARENT)).isFalse();
	}

	@Test
	void everythingIsStoppedWithAReasonAndATimeAndStartedByHand() {
		signIn();
		String stop = this.browser.get(this.path + "/stop").body();
		assertThat(stop).contains("1 personne est connectée en ce moment", "Espace Parents",
				"Les sessions ne sont pas fermées", "Europe/Paris");
		LocalDateTime at = tomorrow();
		HttpResponse<String> stopped = post("/stop",
				Map.of("reason", "Bascule d'année", "reopensAt", at.toString(), "base", "1"));
		assertThat(this.browser.follow(stopped).body()).contains("La publication est arrêtée.", "Publication arrêtée",
				"Bascule d&#39;année");
		assertThat(school().closedUntil()).isEqualTo(at.atZone(ZoneId.of("Europe/Paris")).toInstant());
		assertThat(this.browser.get(this.path + "/stop").body()).contains("value=\"" + at + "\"");

		assertThat(this.browser.follow(post("/start", Map.of("base", "2"))).body()).contains("La publication a repris");
		assertThat(school().published()).isTrue();
		assertThat(school().closedUntil()).isNull();
	}

	@Test
	void aTimeThatIsPastOrNoneComesBackWithWhatWasTyped() {
		HttpResponse<String> past = post("/stop",
				Map.of("reason", "Travaux", "reopensAt", "2020-01-01T08:00", "base", "1"));
		assertThat(past.statusCode()).isEqualTo(422);
		assertThat(past.body()).contains("Ce moment est déjà passé.", "value=\"Travaux\"", "href=\"#reopensAt\"",
				"aria-invalid=\"true\"");
		HttpResponse<String> none = post("/stop", Map.of("reason", "", "reopensAt", "demain", "base", "1"));
		assertThat(none.statusCode()).isEqualTo(422);
		assertThat(none.body()).contains("Écrivez une date et une heure");
		assertThat(post("/stop", Map.of("reason", "x".repeat(501), "reopensAt", "", "base", "1")).body())
			.contains("href=\"#reason\"");
		assertThat(school().published()).isTrue();
	}

	@Test
	void whoIsLateIsToldAndChangesNothing() {
		this.establishments.patch(this.school, EspaceKey.DIRECTION, new EspacePatch(true, null, null),
				ExpectedVersion.ANY, new Change("collègue", null));
		conflict(post("/stop", Map.of("reason", "Travaux", "reopensAt", "", "base", "1")),
				"La publication de tout l’établissement est arrêtée.");
		conflict(post("/espaces/eleve", Map.of("published", "true", "base", "1")), "Espace Élèves : publié.");
		this.establishments.publish(this.school, new Publication(false, null, null), ExpectedVersion.ANY,
				new Change("collègue", null));
		conflict(post("/start", Map.of("base", "1")), "Deux changements en même temps");
		assertThat(school().published()).isFalse();
		assertThat(school().version()).isEqualTo(3);
	}

	/** Both edits are shown, to be brought together by hand. */
	private static void conflict(HttpResponse<String> answer, String mine) {
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("Deux changements en même temps", "collègue",
				"Espace Direction : ses réglages sont ajoutés.", mine);
	}

	@Test
	void aFormWithoutItsFieldsStopsWithoutReasonAndATimeMayHaveAnOffset() {
		assertThat(post("/stop", Map.of("base", "1")).statusCode()).isEqualTo(303);
		assertThat(school().closedReason()).isNull();
		Instant at = tomorrow().atZone(ZoneId.of("Europe/Paris")).toInstant();
		assertThat(post("/stop", Map.of("base", "2", "reopensAt", at.toString())).statusCode()).isEqualTo(303);
		assertThat(school().closedUntil()).isEqualTo(at);
		OffsetDateTime brief = at.atOffset(ZoneOffset.UTC).plusDays(1);
		assertThat(post("/stop", Map.of("base", "3", "reopensAt", brief.toString())).statusCode()).isEqualTo(303);
		assertThat(school().closedUntil()).isEqualTo(brief.toInstant());
	}

	@Test
	void whoIsInTwoEspacesIsOnePerson() {
		signIn();
		signIn();
		signIn(EspaceKey.DIRECTION, "anne");
		signIn(EspaceKey.DIRECTION, "paul");
		assertThat(this.browser.get(this.path + "/stop").body()).contains("2 personnes sont connectées en ce moment",
				"<dd>1 personne connectée</dd>", "<dd>2 personnes connectées</dd>");
		assertThat(post("/espaces/parent", Map.of("published", "false", "base", "1")).body())
			.contains("1 personne y est connectée");
	}

	@Test
	void theScreenSpeaksEnglish() {
		assertThat(administrator().speaking("en").get(this.path).body()).contains("Publication settings",
				"Stop the publication");
	}

	private void signIn() {
		signIn(EspaceKey.PARENT, "anne");
	}

	private void signIn(EspaceKey espace, String user) {
		this.sessions.open(this.school, espace, new Visitor(user, "Anne Dupré", Set.of(Profile.TUT), Set.of()),
				"atrium", null, new SignInOrigin("203.0.113.7", Device.MOBILE));
	}

	private LocalDateTime tomorrow() {
		return LocalDateTime.ofInstant(this.clock.instant(), ZoneId.of("Europe/Paris"))
			.plusDays(1)
			.truncatedTo(ChronoUnit.MINUTES);
	}

	private HttpResponse<String> post(String path, Map<String, String> fields) {
		return this.browser.post(this.path + path, this.browser.get(this.path).body(), fields);
	}

	private Establishment school() {
		return this.establishments.find(this.school).orElseThrow();
	}

}
