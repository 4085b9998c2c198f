package fr.passerelle.gateway.console.establishments;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Établissements as a browser without JavaScript sees it.
 */
@SuppressWarnings("NullAway.Init")
class EstablishmentPagesTests extends RunningConsole {

	private static final String LIST = "/console/establishments";

	private static final Pattern BASE = Pattern.compile("name=\"base\" value=\"(\\d+)\"");

	@Autowired
	private Establishments establishments;

	@Autowired
	private History history;

	private ConsoleBrowser browser;

	@BeforeEach
	void startWithout() {
		for (String uai : new String[] { "0330911A", "0330912B" }) {
			if (this.establishments.find(new Uai(uai)).isPresent()) {
				this.establishments.delete(new Uai(uai), ExpectedVersion.ANY, new Change("test", null));
			}
		}
		this.browser = administrator();
	}

	@Test
	void establishmentIsMadeByAFormThatLeadsToTheChoiceOfItsEnt() {
		assertThat(ok(LIST + "/new")).doesNotContain("<select").contains("Son ENT se choisit à l’étape suivante");
		HttpResponse<String> made = create("0330911A", "Collège Été", "https://ete911.example.fr");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
		assertThat(made.headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith(LIST + "/0330911A/delegations/_new"));
		assertThat(this.browser.follow(made).body()).contains("Collège Été est créé. Choisissez maintenant son ENT",
				"Mon ENT");
		Establishment establishment = this.establishments.find(new Uai("0330911A")).orElseThrow();
		assertThat(establishment.published()).isFalse();
		assertThat(establishment.espace(EspaceKey.PARENT).directLogin()).isTrue();
		assertThat(establishment.espace(EspaceKey.PARENT).delegations()).isEmpty();
	}

	@Test
	void establishmentIsFoundWithoutAccents() {
		create("0330911A", "Collège Été", "https://ete911.example.fr");
		assertThat(ok(LIST + "?q=college%20ete")).contains("Collège Été", "0330911A", "Arrêté");
		assertThat(ok(LIST + "?q=nobody")).contains("Aucun établissement ne correspond à « nobody »");
	}

	@Test
	void formWithFaultsComesAgainWithWhatWasTyped() {
		HttpResponse<String> refused = create("33", "Collège Été", "ete.example.fr");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("value=\"Collège Été\"", "href=\"#uai\"", "href=\"#publicUrl\"",
				"aria-invalid=\"true\"");
		create("0330911A", "Un", "https://ete911.example.fr");
		assertThat(create("0330911A", "Deux", "https://x911.example.fr").body())
			.contains("Un établissement porte déjà ce code.");
		assertThat(create("0330912B", "Deux", "https://ete911.example.fr").body()).contains("0330911A");
	}

	@Test
	void documentIsTakenAsTextWithItsFaultsByLine() {
		String form = ok(LIST + "/new/document");
		HttpResponse<String> refused = this.browser.post(LIST + "/new/document", form,
				Map.of("document", "uai: 0330911A\nname: Zola\npublicUrl: zola\n"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Ligne 3", "upstream", "name: Zola");
		HttpResponse<String> made = this.browser.post(LIST + "/new/document", form, Map.of("document",
				"{\"uai\": \"0330911A\", \"name\": \"Zola\", \"publicUrl\": \"https://z911.example.fr\", \"upstream\": \"http://u\"}"));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
	}

	@Test
	void documentIsTakenAsAFile() {
		String form = ok(LIST + "/new/document");
		String yaml = "uai: 0330911A\nname: Été\npublicUrl: https://z911.example.fr\nupstream: http://u\n";
		HttpResponse<String> made = this.browser.postFile(LIST + "/new/document", form, "file", yaml);
		assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
		assertThat(this.establishments.find(new Uai("0330911A"))).map(Establishment::name).contains("Été");
		HttpResponse<String> large = this.browser.postFile(LIST + "/new/document", form, "file", "#".repeat(700_000));
		assertThat(large.statusCode()).isBetween(400, 499);
		assertThat(ok(LIST)).contains("0330911A");
	}

	@Test
	void duplicateCopiesAllButWhoItIs() {
		this.establishments.create(ConfigurationDocument.parse("""
				uai: 0330911A
				name: Modèle
				publicUrl: https://m911.example.fr
				upstream: http://127.0.0.1:9000
				delegations:
				  - { id: atrium, label: Atrium, protocol: CAS, ent: atrium-sud }
				espaces:
				  parent: { delegations: [atrium] }
				""".getBytes(StandardCharsets.UTF_8), Format.YAML), new Change("test", null));
		String form = ok(LIST + "/0330911A/duplicate");
		assertThat(form).contains("Modèle", "value=\"http://127.0.0.1:9000\"");
		HttpResponse<String> made = this.browser.post(LIST + "/0330911A/duplicate", form, Map.of("newUai", "0330912b",
				"name", "Copie", "publicUrl", "https://c912.example.fr", "upstream", "http://127.0.0.1:9001"));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
		Establishment copy = this.establishments.find(new Uai("0330912B")).orElseThrow();
		assertThat(copy.name()).isEqualTo("Copie");
		assertThat(copy.espace(EspaceKey.PARENT).delegations()).hasSize(1);
		assertThat(this.history.newest(copy.uai(), 9)).hasSize(1);
	}

	@Test
	void deletionNeedsTheCodeTyped() {
		create("0330911A", "Perdu", "https://p911.example.fr");
		String asks = ok(LIST + "/0330911A/delete");
		assertThat(asks).contains("Supprimer Perdu ?", "0330911A");
		this.browser.post(LIST + "/0330911A/delete", asks,
				Map.of("confirmed", "true", "confirm", "0330912B", "base", base(asks)));
		assertThat(this.establishments.find(new Uai("0330911A"))).isPresent();
		HttpResponse<String> gone = this.browser.post(LIST + "/0330911A/delete", asks,
				Map.of("confirmed", "true", "confirm", "0330911a", "base", base(asks)));
		assertThat(this.browser.follow(gone).body()).contains("L’établissement 0330911A est supprimé.");
		assertThat(this.establishments.find(new Uai("0330911A"))).isEmpty();
	}

	@Test
	void whatWasSavedAfterTheQuestionIsNotDeletedUnseen() {
		create("0330911A", "Repris", "https://r911.example.fr");
		String asks = ok(LIST + "/0330911A/delete");
		this.establishments.patch(new Uai("0330911A"), EspaceKey.DIRECTION, new EspacePatch(true, null, null),
				ExpectedVersion.ANY, new Change("collègue", null));
		HttpResponse<String> late = this.browser.post(LIST + "/0330911A/delete", asks,
				Map.of("confirmed", "true", "confirm", "0330911A", "base", base(asks)));
		String again = this.browser.follow(late).body();
		assertThat(again).contains("Quelqu’un a modifié cet établissement entre-temps", "Supprimer Repris ?");
		assertThat(this.establishments.find(new Uai("0330911A"))).isPresent();
		this.browser.post(LIST + "/0330911A/delete", again,
				Map.of("confirmed", "true", "confirm", "0330911A", "base", base(again)));
		assertThat(this.establishments.find(new Uai("0330911A"))).isEmpty();
	}

	private static String base(String page) {
		Matcher found = BASE.matcher(page);
		assertThat(found.find()).isTrue();
		return found.group(1);
	}

	private HttpResponse<String> create(String uai, String name, String publicUrl) {
		return this.browser.post(LIST + "/new", ok(LIST + "/new"),
				Map.of("uai", uai, "name", name, "publicUrl", publicUrl, "upstream", "http://127.0.0.1:9000"));
	}

	private String ok(String path) {
		HttpResponse<String> answer = this.browser.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

}
