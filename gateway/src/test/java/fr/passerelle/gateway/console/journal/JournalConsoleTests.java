package fr.passerelle.gateway.console.journal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway.Init")
class JournalConsoleTests extends RunningConsole {

	private static final Uai HERE = new Uai("0337777G");

	private static final String SCHOOL = "/console/establishments/0337777G/journal";

	private static final String PLATFORM = "/console/journal";

	@Autowired
	private AuditTrail trail;

	@Autowired
	private Establishments establishments;

	@BeforeEach
	void create() {
		if (this.establishments.find(HERE).isEmpty()) {
			this.establishments.create(ConfigurationDocument.parse("""
					uai: 0337777G
					name: Collège du Journal
					publicUrl: https://0337777g.example.fr
					upstream: http://127.0.0.1:9
					""".getBytes(UTF_8), ConfigurationDocument.Format.YAML), new Change("test", null));
		}
	}

	@Test
	void everyTypeHasWordsInBothLanguages() throws IOException {
		for (String language : new String[] { "", "_en" }) {
			Properties words = new Properties();
			Path file = Path
				.of("src/main/resources/fr/passerelle/gateway/console/messages/journal" + language + ".properties");
			try (var in = new InputStreamReader(Files.newInputStream(file), UTF_8)) {
				words.load(in);
			}
			assertThat(words.stringPropertyNames().stream().filter((key) -> key.startsWith("journal.type.")))
				.containsExactlyInAnyOrderElementsOf(
						Arrays.stream(AuditType.values()).map((type) -> "journal.type." + type).toList());
		}
	}

	@Test
	void aReferenceReadOutOnTheTelephoneIsFound() {
		written(entry("aReference").withReference("K7QF-2M9X").withPerson("<b>zoe</b>").withCode("TICKET_REFUSED"));
		written(entry("another").withReference("XXXX-2222").withPerson("yann"));
		for (String path : new String[] { SCHOOL, PLATFORM }) {
			String page = administrator().get(path + "?reference=k7qf2m9x").body();
			assertThat(page).contains("Page refusée à un visiteur", "&lt;b&gt;zoe", "TICKET_REFUSED", "K7QF-2M9X")
				.doesNotContain("yann");
		}
	}

	@Test
	void beforeAndAfterAreShown() {
		written(entry("beforeAndAfter").withChange("espaces.parent.published", "oui-avant", "non-apres"));
		assertThat(administrator().get(SCHOOL + "?q=beforeAndAfter").body()).contains("espaces.parent.published",
				"oui-avant", "non-apres", "Avant et après (1)");
	}

	/**
	 * A family reads a reference out: the journal says what it read, why, and what to do.
	 */
	@Test
	void aRefusalIsExplainedAndLeadsToItsRemedy() {
		written(AuditEntry.of(Instant.now().truncatedTo(ChronoUnit.MILLIS), AuditType.LOGIN_REFUSED)
			.at(HERE, EspaceKey.PARENT)
			.withReference("EXPL-2345")
			.withPerson("l.petit")
			.withCode("PROFILE_NOT_ALLOWED")
			.withDetail("the account is ELV"));
		for (String path : new String[] { SCHOOL, PLATFORM }) {
			assertThat(administrator().get(path + "?reference=EXPL2345").body())
				.contains("Recherche", "<span>EXPL2345</span>")
				.contains("Ce que la personne a lu", "Votre compte n’ouvre pas l’Espace Parents")
				.contains("Pourquoi", "celui d’un élève")
				.contains("Que faire", "/console/establishments/0337777G/identities?q=l.petit\"")
				.contains("<dd>Espace Parents</dd>")
				.contains("<details class=\"more\" open=\"open\">");
		}
	}

	@Test
	void aChangeIsSaidInSentences() {
		written(AuditEntry.of(Instant.now().truncatedTo(ChronoUnit.MILLIS), AuditType.CONFIGURATION_CHANGED)
			.withUai(HERE)
			.withDetail("changed, version 16: saidInSentences")
			.withChanges(List.of(new AuditChange("espaces.viescolaire.published", "true", "false"),
					new AuditChange("delegations[atrium].label", "Atrium", "Atrium (essai)"))));
		assertThat(administrator().get(SCHOOL + "?q=saidInSentences").body())
			.contains("Modification, version 16", "Espace Vie scolaire", "Atrium (essai)")
			.doesNotContain("espaces.viescolaire", "delegations[");
	}

	@Test
	void theSchoolsJournalHoldsItsOwnAlone() {
		written(AuditEntry.of(Instant.now().truncatedTo(ChronoUnit.MILLIS), AuditType.ADMIN_LOGOUT)
			.withDetail("ofThePlatform"));
		assertThat(administrator().get(PLATFORM + "?q=ofThePlatform").body()).contains(">—</td>");
		assertThat(administrator().get(SCHOOL + "?q=ofThePlatform").body()).contains("Rien de tel dans le journal");
		assertThat(administrator().get("/console/establishments/0339999Z/journal").statusCode()).isEqualTo(404);
	}

	@Test
	void pagesLeadOnToOlderEntriesAndKeepTheQuestion() {
		for (int i = 0; i < 51; i++) {
			this.trail.record(entry("manyPages"));
		}
		written(entry("manyPages"));
		ConsoleBrowser browser = administrator();
		String first = browser.get(SCHOOL + "?q=manyPages").body();
		assertThat(first).contains("Plus anciennes").doesNotContain("Revenir au plus récent");
		String older = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
		assertThat(older).contains("q=manyPages");
		assertThat(browser.get(older).body()).contains("Revenir au plus récent").doesNotContain("Plus anciennes");
	}

	@Test
	void whatWasFoundIsTakenAwayAsAFile() {
		written(entry("takenAway"));
		HttpResponse<String> csv = administrator().get(SCHOOL + "/export?format=csv&q=takenAway");
		assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
		assertThat(csv.body().lines()).hasSize(2);
		assertThat(administrator().get(SCHOOL + "/export?format=exe").statusCode()).isEqualTo(400);
	}

	@Test
	void theRetentionIsShownAndADayThatIsNoneIsTold() {
		assertThat(administrator().get(PLATFORM).body()).contains("Durée de conservation", "365 jours");
		assertThat(administrator().get(PLATFORM + "?since=hier").body()).contains("année-mois-jour");
	}

	private static AuditEntry entry(String detail) {
		return AuditEntry.of(Instant.now().truncatedTo(ChronoUnit.MILLIS), AuditType.PAGE_REFUSED)
			.withUai(HERE)
			.withDetail(detail);
	}

	private void written(AuditEntry entry) {
		this.trail.record(entry);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.trail.query(AuditQuery.of(null).page(null, 200)).entries().contains(entry));
	}

}
