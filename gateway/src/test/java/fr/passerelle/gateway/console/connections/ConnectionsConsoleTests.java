package fr.passerelle.gateway.console.connections;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionFilter;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionsConsoleTests extends RunningConsole {

	private static final Uai HERE = new Uai("0333333C");

	private static final String PATH = "/console/establishments/0333333C/connections";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Sessions sessions;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@BeforeEach
	void begin() {
		if (this.establishments.find(HERE).isEmpty()) {
			this.establishments.create(
					ConfigurationDocument
						.parse("""
								uai: 0333333C
								name: Collège des Connexions
								publicUrl: https://connexions.example.fr
								upstream: http://127.0.0.1:9000
								delegations:
								  - { id: horizon, label: ENT Horizon, protocol: CAS, cas: { serverUrl: "https://ent.example.fr", validation: CAS2 } }
								espaces:
								  parent: { published: true, delegations: [horizon], directLogin: true }
								"""
							.getBytes(StandardCharsets.UTF_8), ConfigurationDocument.Format.YAML),
					new Change("test", null));
		}
		this.sessions.endAll(HERE, SessionFilter.ALL);
	}

	@Test
	void nobodyIsSaidInWords() {
		HttpResponse<String> page = administrator().get(PATH);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Suivi des connexions", "Personne n’est connecté")
			.doesNotContain("Déconnecter", "<table");
	}

	@Test
	void everybodyIsShownWithTheirWayInAndNoTicket() {
		open("anne", "Anne <Dupré>", Profile.TUT, EspaceKey.PARENT, "horizon");
		open("bea", "Béa Mey", null, EspaceKey.DIRECTION, GatewaySession.DIRECT);
		String page = administrator().get(PATH).body();
		assertThat(page).contains("2 personnes connectées, 2 connexions", "Anne &lt;Dupré&gt;", "Parent ou responsable",
				"Espace Parents", "ENT Horizon", "203.0.113.9", "téléphone", "Béa Mey", "compte local",
				"Connexion directe", "Déconnecter tout le monde…", "data-events=\"" + PATH + "/events?seen=");
		assertThat(page).doesNotContain("canary");
		assertThat(administrator().speaking("en").get(PATH).body()).contains("2 people connected, 2 connections",
				"Parent or guardian");
	}

	@Test
	void aFilterNarrowsTheListAndStaysInTheForm() {
		open("anne", "Anne Dupré", Profile.TUT, EspaceKey.PARENT, "horizon");
		open("bea", "Béa Mey", Profile.ELV, EspaceKey.ELEVE, "horizon");
		String page = administrator().get(PATH + "?profile=ELV&q=b%C3%A9a+%26+x").body();
		assertThat(page).contains("value=\"béa &amp; x\"", "Aucune connexion ne correspond à ce filtre");
		page = administrator().get(PATH + "?profile=ELV&q=bea").body();
		assertThat(page)
			.contains("1 personne connectée, 1 connexion", "Béa Mey", "Déconnecter ces personnes…",
					PATH + "/end?profile=ELV&amp;q=bea")
			.doesNotContain("Anne Dupré");
	}

	@Test
	void oneIsEndedAfterAQuestionAndOnceOnly() {
		String secret = open("anne", "Anne Dupré", Profile.TUT, EspaceKey.PARENT, "horizon");
		ConsoleBrowser browser = administrator();
		String list = browser.get(PATH).body();
		Matcher link = Pattern.compile(PATH + "/[\\w-]{43}/end").matcher(list);
		assertThat(link.find()).isTrue();
		String end = link.group();
		String question = browser.get(end).body();
		assertThat(question).contains("Déconnecter Anne Dupré ?", "recommence la connexion", "Espace Parents");
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNotNull();
		HttpResponse<String> done = browser.post(end, question, Map.of("reason", "poste perdu"));
		assertThat(done.statusCode()).isBetween(302, 303);
		assertThat(browser.follow(done).body()).contains("Anne Dupré n’est plus connecté");
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNull();
		HttpResponse<String> again = browser.post(end, question, Map.of());
		assertThat(browser.follow(again).body()).contains("Cette connexion était déjà fermée");
	}

	@Test
	void manyAreEndedAfterAQuestionThatCountsThePeople() {
		open("anne", "Anne Dupré", Profile.TUT, EspaceKey.PARENT, "horizon");
		open("anne", "Anne Dupré", Profile.TUT, EspaceKey.ELEVE, "horizon");
		open("bea", "Béa Mey", Profile.ELV, EspaceKey.ELEVE, "horizon");
		open("carla", "Carla Roy", null, EspaceKey.DIRECTION, GatewaySession.DIRECT);
		ConsoleBrowser browser = administrator();
		String question = browser.get(PATH + "/end?delegation=horizon").body();
		assertThat(question).contains("2 personnes seront déconnectées. Cela ferme 3 connexions.", "ENT Horizon");
		HttpResponse<String> done = browser.post(PATH + "/end", question,
				Map.of("delegation", "horizon", "reason", "incident"));
		assertThat(browser.follow(done).body()).contains("3 connexions ont été fermées", "1 personne connectée");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "profile=PUPIL", "espace=parents", "all=true&espace=parent", "all=false" })
	void everybodyIsNotEndedByMistake(String fields) {
		open("anne", "Anne Dupré", Profile.TUT, EspaceKey.PARENT, "horizon");
		ConsoleBrowser browser = administrator();
		String token = ConsoleBrowser.token(browser.get(PATH + "/end").body());
		assertThat(browser.postRaw(PATH + "/end", "_csrf=" + token + "&" + fields).statusCode()).isEqualTo(400);
		assertThat(browser.postRaw(PATH + "/end", "all=true").statusCode()).isEqualTo(403);
		assertThat(this.sessions.count(HERE, SessionFilter.ALL)).isEqualTo(1);
	}

	@Test
	void everybodyIsEndedWhereThePageAskedForEverybody() {
		open("anne", "Anne Dupré", Profile.TUT, EspaceKey.PARENT, "horizon");
		ConsoleBrowser browser = administrator();
		String question = browser.get(PATH + "/end").body();
		assertThat(question).contains("Déconnecter tout le monde ?", "name=\"all\" value=\"true\"");
		HttpResponse<String> done = browser.post(PATH + "/end", question, Map.of("all", "true"));
		assertThat(browser.follow(done).body()).contains("1 connexion a été fermée", "Personne n’est connecté");
	}

	@Test
	void longListsHavePagesThatKeepTheFilter() {
		for (int i = 0; i < 51; i++) {
			open("p" + i, "Person " + i, Profile.ELV, EspaceKey.ELEVE, "horizon");
		}
		ConsoleBrowser browser = administrator();
		String first = browser.get(PATH + "?profile=ELV").body();
		assertThat(first).contains("Page 1 sur 2", PATH + "?profile=ELV&amp;page=1");
		assertThat(browser.get(PATH + "?profile=ELV&page=1").body()).contains("Page 2 sur 2", "Person 0");
	}

	@Test
	void anUnknownEstablishmentHasNoSuchScreen() {
		assertThat(administrator().get("/console/establishments/9999999Z/connections").statusCode()).isEqualTo(404);
		assertThat(browser().get(PATH).statusCode()).isEqualTo(303);
	}

	private String open(String user, String name, @Nullable Profile profile, EspaceKey espace, String delegation) {
		Visitor visitor = new Visitor(user, name, (profile != null) ? Set.of(profile) : Set.of(), Set.of());
		return this.sessions
			.open(HERE, espace, visitor, delegation, "ST-canary-" + user,
					new SignInOrigin("203.0.113.9", Device.MOBILE))
			.secret();
	}

}
