package fr.passerelle.gateway.console.identities;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.people.ImportedList;
import fr.passerelle.gateway.people.PeopleImports;
import fr.passerelle.gateway.recognition.EntIdentity;
import fr.passerelle.gateway.recognition.IdentityQuery;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class IdentitiesConsoleTests extends RunningConsole {

	private static final Uai HERE = new Uai("0334444D");

	private static final String PATH = "/console/establishments/0334444D/identities";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private PeopleImports imports;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Rapprochement rapprochement;

	@BeforeEach
	void begin() {
		String document = """
				uai: 0334444D
				name: Collège des Identités
				publicUrl: https://identites.example.fr
				upstream: http://127.0.0.1:9000
				delegations:
				  - { id: horizon, label: ENT Horizon, protocol: CAS, cas: { serverUrl: "https://ent.example.fr", validation: CAS2 }, recognition: [PERSON_ID] }
				espaces:
				  eleve: { published: true, delegations: [horizon] }
				""";
		this.establishments.create(ConfigurationDocument.parse(document.getBytes(StandardCharsets.UTF_8),
				ConfigurationDocument.Format.YAML), new Change("test", null));
		ImportedList.take(this.imports, HERE, """
				identifiant;nom;prenom;espaces
				z.martin;Martin;Zoé;eleve
				l.petit;Petit;Léo;eleve
				""".getBytes(StandardCharsets.UTF_8), new Actor("test", "192.0.2.1"));
	}

	@AfterEach
	void end() {
		this.establishments.delete(HERE, ExpectedVersion.ANY, new Change("test", null));
	}

	private String come(String user, String... attributes) {
		Establishment here = this.establishments.find(HERE).orElseThrow();
		Map<String, List<String>> released = (attributes.length == 2) ? Map.of(attributes[0], List.of(attributes[1]))
				: Map.of("nom", List.of(attributes[0]), "prenom", List.of(attributes[1]), attributes[2],
						List.of(attributes[3]));
		this.rapprochement.recognise(here, here.espace(EspaceKey.ELEVE).delegations().get(0),
				new RemoteIdentity(user, released), "192.0.2.9");
		return this.rapprochement.list(new IdentityQuery(HERE, null, user, 0, 1))
			.stream()
			.map(EntIdentity::id)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void nobodyIsSaidInWords() {
		HttpResponse<String> page = administrator().get(PATH);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Gestion des identités", "Personne n’est encore venu")
			.doesNotContain("<table");
		assertThat(administrator().speaking("en").get(PATH).body()).contains("Nobody has come yet");
	}

	@Test
	void theListShowsStatesAndIsFiltered() {
		come("u1", "IDPN", "z.martin");
		come("u2", "<Martin>", "Zoé", "adresse", "12 rue du Port");
		String page = administrator().get(PATH).body();
		assertThat(page).contains("Reliée", "Non reconnue", "Zoé Martin", "Zoé &lt;Martin&gt;").doesNotContain("Port");
		assertThat(administrator().get(PATH + "?state=LINKED").body()).contains("u1").doesNotContain("u2");
		assertThat(administrator().get(PATH + "?q=personne+d+autre").body()).contains("Aucune identité ne correspond");
	}

	@Test
	void anIdentityIsLinkedAndUnlinkedEachAfterAQuestion() {
		String one = PATH + "/" + come("u2", "Martin", "Zoé", "x", "y");
		ConsoleBrowser browser = administrator();
		String page = browser.get(one).body();
		assertThat(page).as("whoever has the released name is offered").contains("z.martin", "identifiant=z.martin");
		String question = browser.get(one + "/link?identifiant=z.martin").body();
		assertThat(question).contains("Relier l’identité u2 à Zoé Martin", "Les Espaces qui s’ouvrent");
		HttpResponse<String> linked = browser.post(one + "/link", question, Map.of("identifiant", "z.martin"));
		assertThat(linked.statusCode()).isBetween(302, 303);
		assertThat(browser.follow(linked).body()).contains("est reliée à z.martin", "un administrateur", "(admin)");
		String end = browser.get(one + "/unlink").body();
		assertThat(end).contains("Délier l’identité u2 de Zoé Martin", "Les connexions déjà ouvertes continuent");
		assertThat(browser.follow(browser.post(one + "/unlink", end, Map.of())).body()).contains("n’est plus reliée",
				"Non reconnue");
	}

	@Test
	void whatCannotBeLinkedIsSaidSo() {
		come("u1", "IDPN", "z.martin");
		String one = PATH + "/" + come("u2", "Martin", "Zoé", "x", "y");
		ConsoleBrowser browser = administrator();
		String question = browser.get(one + "/link?identifiant=z.martin").body();
		assertThat(browser.follow(browser.post(one + "/link", question, Map.of("identifiant", "z.martin"))).body())
			.contains("cette personne est déjà reliée à une autre identité");
		assertThat(browser.get(PATH + "/nothing").statusCode()).isEqualTo(404);
		assertThat(browser.get(one + "/link?identifiant=nobody").statusCode()).isEqualTo(404);
		assertThat(browser.post(PATH + "/nothing/unlink", question, Map.of()).statusCode()).isEqualTo(404);
	}

}
