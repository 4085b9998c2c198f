package fr.passerelle.gateway.console.security;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.suspension.AdministratorSuspensions;
import fr.passerelle.gateway.suspension.Attempt;
import fr.passerelle.gateway.suspension.RulesInEffect;
import fr.passerelle.gateway.suspension.SecurityRulesDraft;
import fr.passerelle.gateway.suspension.SuspendedAddresses;
import fr.passerelle.gateway.suspension.Suspension;
import fr.passerelle.gateway.suspension.Suspensions;
import fr.passerelle.gateway.version.Establishments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway.Init")
class SecurityConsoleTests extends RunningConsole {

	private static final Uai HERE = new Uai("0335555E");

	private static final String SCHOOL = "/console/establishments/0335555E/security";

	private static final String PLATFORM = "/console/security";

	private static final Actor TEST = new Actor("test", "127.0.0.1");

	@Autowired
	private Suspensions visitors;

	@Autowired
	private AdministratorSuspensions administrators;

	@Autowired
	private SuspendedAddresses suspended;

	@Autowired
	private RulesInEffect rules;

	@Autowired
	private Establishments establishments;

	@BeforeEach
	void suspendTwo() {
		if (this.establishments.find(HERE).isEmpty()) {
			this.establishments.create(ConfigurationDocument.parse("""
					uai: 0335555E
					name: Collège de la Sécurité
					publicUrl: https://securite.example.fr
					upstream: http://127.0.0.1:9000
					""".getBytes(StandardCharsets.UTF_8), ConfigurationDocument.Format.YAML), new Change("test", null));
		}
		for (int i = 0; i < 5; i++) {
			this.visitors.recordFailure(new Attempt("10.11.12.13", HERE, null));
			this.administrators.counts().recordFailure("198.51.100.22");
		}
	}

	@AfterEach
	void release() {
		this.suspended.releaseAll(null, TEST);
		this.rules.change(new SecurityRulesDraft(5, Duration.ofMinutes(10), Duration.ofMinutes(15), List.of()),
				(number) -> true, TEST);
	}

	@Test
	void thePlatformSeesAllWithCauseAndTimeLeftAndIsWarnedOfItsOwnProxy() {
		String page = administrator().get(PLATFORM).body();
		assertThat(page).contains("2 adresses suspendues", "10.11.12.13", "Collège de la Sécurité",
				"la connexion directe lui est fermée", "198.51.100.22", "Console et API", "dans 14 min",
				"serveur mandataire de confiance", "adresse locale");
		assertThat(administrator().speaking("en").get(PLATFORM).body()).contains("2 suspended addresses",
				"Release the suspended addresses");
	}

	@Test
	void aSchoolSeesAndReleasesItsOwn() {
		ConsoleBrowser browser = administrator();
		String page = browser.get(SCHOOL).body();
		assertThat(page)
			.contains("1 adresse suspendue", "10.11.12.13",
					"Après 5 mots de passe erronés en 10 min, une adresse est suspendue pendant 15 min")
			.doesNotContain("198.51.100.22");
		HttpResponse<String> not = browser.post(SCHOOL + "/release", page, Map.of("address", "198.51.100.22"));
		assertThat(browser.follow(not).body()).contains("n’était plus suspendue");
		HttpResponse<String> done = browser.post(SCHOOL + "/release", page, Map.of("address", "10.11.12.13"));
		assertThat(browser.follow(done).body()).contains("L’adresse 10.11.12.13 est débloquée",
				"Aucune adresse suspendue");
		assertThat(this.suspended.list(null)).extracting(Suspension::address)
			.contains("198.51.100.22")
			.doesNotContain("10.11.12.13");
	}

	@Test
	void allAreReleasedAfterAQuestion() {
		ConsoleBrowser browser = administrator();
		String question = browser.get(PLATFORM + "/release-all").body();
		assertThat(question).contains("2 adresses pourront de nouveau essayer");
		assertThat(this.suspended.list(null)).hasSize(2);
		HttpResponse<String> done = browser.post(PLATFORM + "/release-all", question, Map.of());
		assertThat(browser.follow(done).body()).contains("2 adresses sont débloquées");
	}

	@Test
	void rulesAreSavedAndShownInMinutes() {
		ConsoleBrowser browser = administrator();
		String page = browser.get(PLATFORM).body();
		HttpResponse<String> done = browser.post(PLATFORM + "/rules", page,
				form(page, "7", "2,5", "60", "203.0.113.0/24\r\n\r\n 2001:db8::1 "));
		String after = browser.follow(done).body();
		assertThat(after).contains("Les règles sont enregistrées", "value=\"2.5\"", "203.0.113.0/24\n2001:db8::/64");
		assertThat(this.rules.get().window()).isEqualTo(Duration.ofSeconds(150));
		assertThat(browser.get(SCHOOL).body()).contains("Ces réseaux ne sont jamais suspendus", "203.0.113.0/24");
	}

	@Test
	void faultsAreSaidAtTheirFieldsAndWhatWasTypedStays() {
		ConsoleBrowser browser = administrator();
		String page = browser.get(PLATFORM).body();
		HttpResponse<String> refused = browser.post(PLATFORM + "/rules", page,
				form(page, "0", "soon", "99999", "<lycée>\n0.0.0.0/0"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("À corriger avant de continuer", "href=\"#attempts\"", "href=\"#window\"",
				"href=\"#suspension\"", "href=\"#trustedNetworks\"", "value=\"soon\"", "&lt;lycée&gt;",
				"« &lt;lycée&gt; » n’est ni une adresse IP", "« 0.0.0.0/0 » est trop large",
				"aria-describedby=\"window-fault window-hint\"");
		assertThat(this.rules.get().attempts()).isEqualTo(5);
	}

	@Test
	void whoWasOvertakenSeesBothAndLosesNothing() {
		ConsoleBrowser browser = administrator();
		String page = browser.get(PLATFORM).body();
		this.rules.change(
				new SecurityRulesDraft(3, Duration.ofMinutes(10), Duration.ofMinutes(15), List.of("203.0.113.7")),
				(number) -> true, TEST);
		HttpResponse<String> overtaken = browser.post(PLATFORM + "/rules", page, form(page, "9", "10", "15", ""));
		assertThat(overtaken.statusCode()).isEqualTo(409);
		assertThat(overtaken.body()).contains("Quelqu’un d’autre a changé ces règles", "<dd>3</dd>", "203.0.113.7",
				"value=\"9\"");
		assertThat(this.rules.get().attempts()).isEqualTo(3);
		browser.post(PLATFORM + "/rules", overtaken.body(), form(overtaken.body(), "9", "10", "15", ""));
		assertThat(this.rules.get().attempts()).isEqualTo(9);
	}

	@Test
	void anUnknownEstablishmentHasNoSuchScreen() {
		assertThat(administrator().get("/console/establishments/9999999Z/security").statusCode()).isEqualTo(404);
	}

	private static Map<String, String> form(String page, String attempts, String window, String suspension,
			String networks) {
		String base = page.replaceFirst("(?s).*name=\"base\" value=\"(\\d+)\".*", "$1");
		return Map.of("base", base, "attempts", attempts, "window", window, "suspension", suspension, "networks",
				networks);
	}

}
