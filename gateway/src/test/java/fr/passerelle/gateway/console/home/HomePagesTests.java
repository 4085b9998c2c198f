package fr.passerelle.gateway.console.home;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.NewAccount;
import fr.passerelle.gateway.account.OneTimePassword;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.backup.BackupFailedException;
import fr.passerelle.gateway.backup.Backups;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.enthealth.TestStates;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.suspension.Attempt;
import fr.passerelle.gateway.suspension.SuspendedAddresses;
import fr.passerelle.gateway.suspension.Suspensions;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.mockcas.MockCasServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an establishment's first page says, and to whom.
 */
@SuppressWarnings("NullAway.Init")
class HomePagesTests extends RunningConsole {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final Change CHANGE = new Change("test", null);

	private static final Actor TEST = new Actor("test", "127.0.0.1");

	private static final String FAILED = "La dernière sauvegarde a échoué.";

	private static final AtomicInteger SCHOOLS = new AtomicInteger(7000);

	private final Uai school = new Uai("033" + SCHOOLS.incrementAndGet() + "H");

	private final String home = "/console/establishments/" + this.school;

	@Autowired
	private ApplicationContext program;

	@Autowired
	private Establishments establishments;

	@Autowired
	private Sessions sessions;

	@Autowired
	private Suspensions suspensions;

	@Autowired
	private SuspendedAddresses suspended;

	@Autowired
	private Administrators administrators;

	@Autowired
	private Backups backups;

	@Autowired
	private Overview overview;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clock clock;

	private ConsoleBrowser browser;

	private MockCasServer ent;

	@BeforeEach
	void openSchool() {
		this.ent = MockCasServer.server().build();
		this.ent.start();
		create("parent: { published: true, delegations: [horizon] }\n  eleve: { published: true, delegations: [horizon] }");
		this.browser = administrator();
	}

	@AfterEach
	void closeSchool() {
		this.suspended.releaseAll(null, TEST);
		this.establishments.delete(this.school, ExpectedVersion.ANY, CHANGE);
		this.ent.close();
	}

	@Test
	void nothingIsSaidWhereNothingWantsLookingAfter() {
		String page = home();
		assertThat(page).contains("Rien ne demande votre attention.", "Collège de l’Accueil", "Publié",
				"Personne n’est connecté en ce moment.", "Rien n’est prévu.");
		assertThat(page).doesNotContain("À surveiller");
	}

	@Test
	void entThatIsDownIsSaidSoSinceWhenAndLeadsToItsDiagnosis() {
		new TestStates(this.program).down(this.ent.url(), this.clock.instant());
		String page = home();
		assertThat(plain(page)).contains("En panne depuis 5 s");
		assertThat(page).contains("badge bad\">En panne<",
				"ENT Horizon ne répond pas : les personnes qui passent par cet ENT ne peuvent pas entrer.",
				"href=\"" + this.home + "/delegations/horizon/diagnosis\">Lancer le diagnostic", ">Important<");
		assertThat(plain(this.browser.get(this.home + "/now").body())).contains("En panne depuis");
		assertThat(plain(this.browser.speaking("en").get(this.home).body())).contains("Down for",
				"ENT Horizon does not answer");
	}

	@Test
	void entThatIsSlowIsSaidSo() {
		new TestStates(this.program).slow(this.ent.url(), this.clock.instant());
		String page = home();
		assertThat(page).contains("badge warn\">Lent<", "ENT Horizon répond lentement",
				"href=\"" + this.home + "/delegations/horizon/diagnosis\">Lancer le diagnostic", ">À voir<");
	}

	@Test
	void stoppedPublicationIsSaidWithItsReasonAndItsReopening() {
		ZonedDateTime at = ZonedDateTime.now(this.clock.withZone(PARIS)).plusDays(2).truncatedTo(ChronoUnit.MINUTES);
		this.establishments.publish(this.school, new Publication(false, "Bascule d’année", at.toOffsetDateTime()),
				ExpectedVersion.ANY, CHANGE);
		assertThat(home()).contains("badge bad\">Arrêté<", "Ce que lisent les visiteurs : « Bascule d’année »",
				"Réouverture prévue le", "datetime=\"" + at.toInstant() + "\"",
				"La publication est arrêtée : personne ne peut entrer.",
				"href=\"" + this.home + "/publication\">Voir la publication");
	}

	@Test
	void schoolWithoutAnEspaceIsToldThatNobodyCanEnter() {
		for (EspaceKey key : new EspaceKey[] { EspaceKey.PARENT, EspaceKey.ELEVE }) {
			this.establishments.patch(this.school, key, new EspacePatch(false, null, null), ExpectedVersion.ANY,
					CHANGE);
		}
		assertThat(home()).contains("Aucun Espace n’est publié.").doesNotContain("La publication est arrêtée");
	}

	@Test
	void planThatFailedIsSaidWithItsCommentAndOneThatWaitsWithItsDay() {
		plan("late", "FAILED", "Rentrée manquée", 0);
		plan("soon", "PLANNED", "Bascule d’été", this.clock.instant().plus(Duration.ofDays(3)).toEpochMilli());
		assertThat(home()).contains("Un changement prévu n’a pas pu être appliqué. Rentrée manquée",
				"href=\"" + this.home + "/plans\">Voir les changements prévus", "Bascule d’été");
	}

	@Test
	void suspendedAddressesAreCounted() {
		suspend("10.70.0.1");
		assertThat(home()).contains("Une adresse est suspendue après trop d’essais manqués.",
				"href=\"" + this.home + "/security\">Voir les adresses suspendues");
		suspend("10.70.0.2");
		assertThat(home()).contains("2 adresses sont suspendues");
	}

	@Test
	void backupThatFailedIsToldToThePlatformAndNotToASchool() throws IOException {
		Path folder = Path.of(this.program.getEnvironment().getRequiredProperty("passerelle.data-dir"), "backups");
		Path away = Files.move(folder, folder.resolveSibling("backups-away"));
		Files.createFile(folder);
		try {
			assertThatExceptionOfType(BackupFailedException.class).isThrownBy(() -> this.backups.make(CHANGE));
			assertThat(home()).contains(FAILED, "href=\"/console/backups\">Voir les sauvegardes");
			assertThat(schoolsOwn().get(this.home).body()).contains("Collège de l’Accueil").doesNotContain(FAILED);
		}
		finally {
			Files.delete(folder);
			Files.move(away, folder);
			this.backups.make(CHANGE);
		}
		assertThat(home()).doesNotContain(FAILED);
	}

	@Test
	void backupThatIsLateIsToldToThePlatformAndNotToASchool() {
		this.backups.make(CHANGE);
		assertThat(keys(this.overview, Grant.PLATFORM)).isEmpty();
		Overview later = new Overview(this.program.getBean(EntStates.class), new DiagnosisWords(),
				this.program.getBean(Plans.class), this.suspended, this.backups,
				Clock.offset(this.clock, this.backups.status().every().multipliedBy(2).plusMinutes(1)));
		assertThat(keys(later, Grant.PLATFORM)).containsExactly("home.concern.backup.late");
		assertThat(keys(later, new Grant(Set.of(this.school), false))).isEmpty();
		assertThat(this.program.getMessage("home.concern.backup.late", null, Locale.FRENCH))
			.isEqualTo("La dernière sauvegarde est trop ancienne.");
		assertThat(this.program.getMessage("home.concern.backup.late.do", null, Locale.FRENCH)).isNotBlank();
	}

	@Test
	void lastFiveChangesAreListedWithWhoAndWhy() {
		for (int i = 2; i <= 7; i++) {
			this.establishments.patch(this.school, EspaceKey.DIRECTION, new EspacePatch(i % 2 == 0, null, null),
					ExpectedVersion.ANY, new Change("c.renaud", "essai " + i));
		}
		String page = home();
		for (int i = 3; i <= 7; i++) {
			assertThat(page).contains("href=\"" + this.home + "/history/" + i + "\">Version " + i + "<", "essai " + i);
		}
		assertThat(page).contains(">c.renaud : essai 7<").doesNotContain("/history/2\"", "essai 2");
	}

	@Test
	void peopleAreCountedOncePerEspaceAndTheNumbersRenewThemselves() {
		signIn(EspaceKey.PARENT, "anne", "TUT");
		signIn(EspaceKey.PARENT, "bruno", "TUT");
		signIn(EspaceKey.ELEVE, "chloe", "ELV");
		String now = this.browser.get(this.home + "/now").body();
		assertThat(now).doesNotContain("<html", "<h1").contains("class=\"stat\">3<", "ENT Horizon");
		assertThat(plain(now)).contains("Espace Parents 2", "Espace Élèves 1");
		assertThat(now).contains("/connections?espace=parent\"").doesNotContain("Espace Professeurs");
		assertThat(home()).contains("class=\"stat\">3<", "hx-get=\"" + this.home + "/now\"", "every 15s");
	}

	private String home() {
		HttpResponse<String> answer = this.browser.get(this.home);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

	/** What is read: without tags, blanks as one. */
	private static String plain(String page) {
		return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
	}

	private List<String> keys(Overview one, Grant may) {
		Establishment establishment = this.establishments.find(this.school).orElseThrow();
		return one.concerns(establishment, one.ents(establishment, Locale.FRENCH), may)
			.stream()
			.map(Concern::key)
			.toList();
	}

	private ConsoleBrowser schoolsOwn() {
		String name = "home" + this.school.value().toLowerCase(Locale.ROOT);
		OneTimePassword first = this.administrators
			.create(new NewAccount(name, "", null, new Grant(Set.of(this.school), false)), TEST);
		ConsoleBrowser own = browser();
		HttpResponse<String> step = own.follow(own.signIn(name, first.password()));
		own.post("/console/login/password", step.body(),
				Map.of("current", first.password(), "password", "Vr7!kw-Zq2?bT", "repeated", "Vr7!kw-Zq2?bT"));
		return own;
	}

	private void signIn(EspaceKey espace, String user, String profile) {
		this.sessions.open(this.school, espace, new Visitor(user, user, Set.of(Profile.valueOf(profile)), Set.of()),
				"horizon", null, new SignInOrigin("203.0.113.7", Device.MOBILE));
	}

	private void suspend(String address) {
		for (int i = 0; i < 5; i++) {
			this.suspensions.recordFailure(new Attempt(address, this.school, null));
		}
	}

	private void plan(String id, String state, String comment, long due) {
		this.jdbc.sql("""
				INSERT INTO planned_change (id, uai, due_at, base, document, author, comment, made_at, state, reason)
				VALUES (:id, :uai, :due, 1, '{}', 'c.renaud', :comment, 0, :state, :reason)""")
			.param("id", id + this.school)
			.param("uai", this.school.value())
			.param("due", due)
			.param("comment", comment)
			.param("state", state)
			.param("reason", state.equals("FAILED") ? "BASE_GONE" : null)
			.update();
	}

	private void create(String espaces) {
		this.establishments.create(ConfigurationDocument.parse("""
				uai: %s
				name: Collège de l’Accueil
				publicUrl: https://%s.example.fr
				upstream: http://127.0.0.1:9000
				delegations:
				  - { id: horizon, label: ENT Horizon, protocol: CAS, cas: { serverUrl: "%s", validation: CAS3 } }
				espaces:
				  %s
				""".formatted(this.school, this.school.value().toLowerCase(Locale.ROOT), this.ent.url(), espaces)
			.getBytes(StandardCharsets.UTF_8), Format.YAML), CHANGE);
	}

}
