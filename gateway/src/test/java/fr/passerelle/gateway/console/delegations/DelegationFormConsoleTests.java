package fr.passerelle.gateway.console.delegations;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.NewAccount;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of one delegation by CAS: the catalogue, the fields, the ways back to it.
 */
class DelegationFormConsoleTests extends RunningDelegations {

	@Test
	void aBookmarkOfAFormerAddressStillFindsItsPage() {
		ConsoleBrowser browser = administrator();
		for (String place : List.of("/new", "/_new")) {
			assertThat(browser.get(this.path + place + "?from=edu").body()).as(place)
				.contains("name=\"serverUrl\" value=\"https://edu.example.fr\"", "name=\"id\" value=\"\"");
		}
		for (String place : List.of("/ents", "/_ents")) {
			assertThat(browser.get(this.path + place + "?q=Bourges").body()).as(place)
				.contains("Cher Cartable Numérique");
		}
	}

	@Test
	void mostPeopleChooseTheirEntByTownAndDelegateTwoEspaces() {
		ConsoleBrowser browser = administrator();
		String searched = browser
			.postRaw(this.path + "/form", body(browser, "what=FORM", "base=1", "q=Bourges", "espace=parent"))
			.body();
		assertThat(searched).contains("Cher Cartable Numérique (avec alimentation)", "l’ENT transmet les comptes",
				"value=\"cher-cartable-numerique-sans-alimentation\"");
		assertThat(browser.get(this.path + "/ents?q=Bourges").body()).contains("Cher Cartable Numérique")
			.doesNotContain("<html");
		assertThat(browser.get(this.path + "/new?q=Bourges").body()).contains("Cher Cartable Numérique");

		String chosen = browser
			.postRaw(this.path + "/form",
					body(browser, "what=FORM", "base=1", "espace=parent", "espace=eleve", "direct=parent",
							"direct=direction", "choose=cher-cartable-numerique-sans-alimentation"))
			.body();
		assertThat(chosen).contains("https://auth.recia.fr/cas/login", "https://auth.recia.fr/cas/serviceValidate",
				"https://auth.recia.fr/cas/logout", this.host + "/pronote/**");

		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=1", "label=Cher Cartable", "active=true", "espace=parent",
						"espace=eleve", "direct=parent", "direct=direction",
						"ent=cher-cartable-numerique-sans-alimentation"));
		assertThat(preview.body()).contains("les familles pourront aussi passer par Cher Cartable",
				"les élèves pourront aussi passer par Cher Cartable", "n’a pas encore été essayé depuis ce serveur");
		assertThat(apply(browser, preview.body(), "").statusCode()).isEqualTo(303);
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::id)
			.containsExactly("atrium", "cher-cartable-numerique-sans");
	}

	@Test
	void supersededAndUnusableEntriesSayWhyAndWhatInstead() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(this.path + "/ents?q=e-lyco-v2").body()).contains("Remplacé", "Remplacé par :",
				"obsolète depuis le passage à la version 3");
		assertThat(browser.get(this.path + "/ents?q=migration").body()).contains("Variante de migration");
	}

	@Test
	void faultsComeBackAtTheirFieldsInFrenchAndNothingTypedIsLost() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> refused = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=1", "label=", "serverUrl=nonsense", "validation=CAS2",
						"attribute.profiles=a b", "certificates=garbage", "espace=eleve", "recognition=IDENTITY"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("href=\"#label\"", "href=\"#serverUrl\"", "href=\"#attribute.profiles\"",
				"href=\"#certificates\"", "Écrivez une adresse qui commence par https://", "value=\"nonsense\"",
				"aria-describedby=\"serverUrl-hint serverUrl-fault\"", ">garbage</textarea>");
		assertThat(refused.body()).containsPattern("name=\"espace\" value=\"eleve\"[^>]*checked");
		assertThat(refused.body()).containsPattern("value=\"IDENTITY\" selected");
		HttpResponse<String> empty = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=1", "label=X", "validation=CAS2"));
		assertThat(empty.body()).contains("href=\"#serverUrl\"", "Ce champ est nécessaire.")
			.doesNotContain("#loginUrl");
	}

	@Test
	void differentAddressesCountOnlyWhereTheTickSaysSo() {
		ConsoleBrowser browser = administrator();
		String typed = "loginUrl=https://a.example.fr/in";
		String without = browser
			.postRaw(this.path + "/form",
					body(browser, "what=FORM", "base=1", "label=X", "serverUrl=https://s.example.fr", "validation=CAS2",
							typed))
			.body();
		assertThat(without).contains(">https://s.example.fr/login</code>")
			.doesNotContain(">https://a.example.fr/in</code>");
		String with = browser
			.postRaw(this.path + "/form",
					body(browser, "what=FORM", "base=1", "label=X", "serverUrl=https://s.example.fr",
							"validation=SAML1", "differs=true", typed))
			.body();
		assertThat(with).contains(">https://a.example.fr/in</code>", ">https://s.example.fr/samlValidate</code>");
	}

	@Test
	void modifyLeadsBackToTheFormWithEverythingKept() {
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=FORM", "base=1", "id=edu", "label=Educ 2", "active=true", "renew=true",
							"serverUrl=https://edu.example.fr", "validation=CAS3", "attribute.user=uid, login",
							"recognition=PERSON_ID", "recognition=PROFILE", "espace=parent", "direct=direction"))
			.body();
		assertThat(preview).contains("formaction=\"" + this.path + "/form\"", "Educ 2");
		String form = browser.postRaw(this.path + "/form", hidden(preview)).body();
		assertThat(form).contains("value=\"Educ 2\"", "value=\"uid, login\"")
			.containsPattern("name=\"renew\" value=\"true\" checked")
			.containsPattern("name=\"espace\" value=\"parent\"[^>]*checked")
			.doesNotContainPattern("name=\"direct\" value=\"parent\"[^>]*checked")
			.containsPattern("value=\"CAS3\" selected")
			.containsPattern("value=\"PERSON_ID\" selected");
	}

	@Test
	void anUnchangedFormChangesNothing() {
		ConsoleBrowser browser = administrator();
		for (String id : List.of("atrium", "edu")) {
			String form = browser.get(this.path + "/" + id).body();
			String preview = browser.postRaw(this.path + "/preview", hidden(form) + "&" + checked(form)).body();
			assertThat(preview).as(id).contains("Rien ne change");
		}
	}

	@Test
	void anEntIsTestedBeforeItIsSavedAndTheFormComesBack() {
		ConsoleBrowser browser = administrator();
		String tested = browser
			.postRaw(this.path + "/diagnosis",
					body(browser, "what=FORM", "base=1", "label=Essai", "active=true", "serverUrl=http://127.0.0.1:9",
							"validation=CAS2", "espace=eleve"))
			.body();
		assertThat(tested)
			.contains("Test de cet ENT", "value=\"Essai\"", "Que faire", "127.0.0.1:9",
					"Texte à envoyer à l’administrateur de l’ENT")
			.containsPattern("(?s)<pre[^>]*>Bonjour,.*" + Pattern.quote(this.host + "/pronote/**") + ".*</pre>")
			.containsPattern("name=\"espace\" value=\"eleve\"[^>]*checked");
		assertThat(version()).isEqualTo(1);
	}

	@Test
	void whatWasTypedOnThePreviewSurvivesEveryWayBack() {
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=FORM", "base=1", "id=edu", "label=Educ 2", "active=true",
							"serverUrl=https://edu.example.fr", "validation=CAS2"))
			.body();
		assertThat(preview).contains("<details class=\"more\">");
		String typed = hidden(preview) + "&comment=Pourquoi";
		String form = browser.postRaw(this.path + "/form", typed).body();
		assertThat(form).contains("<input type=\"hidden\" name=\"comment\" value=\"Pourquoi\"");
		assertThat(browser.postRaw(this.path + "/preview", hidden(form) + "&" + checked(form)).body())
			.containsPattern("id=\"comment\"[^>]* value=\"Pourquoi\"");
		HttpResponse<String> past = browser.postRaw(this.path + "/later", typed + "&at=2020-01-01T08:00");
		assertThat(past.statusCode()).isEqualTo(422);
		assertThat(past.body()).contains("<details class=\"more\" open=\"open\">", "value=\"2020-01-01T08:00\"",
				"value=\"Pourquoi\"");
		HttpResponse<String> refused = browser.postRaw(this.path + "/apply",
				body(browser, "what=FORM", "base=1", "id=edu", "label=", "comment=Pourquoi"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(hidden(refused.body())).contains("comment=Pourquoi");
	}

	@Test
	void whatCannotBePlannedForItsFaultsComesBackAsTheForm() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> refused = browser.postRaw(this.path + "/later",
				body(browser, "what=FORM", "base=1", "id=edu", "label=", "validation=CAS2", "at=2030-01-01T08:00"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("href=\"#label\"", "href=\"#serverUrl\"");
		HttpResponse<String> row = browser.postRaw(this.path + "/later",
				body(browser, "what=MATRIX", "base=1", "way.parent=:none", "way.parent=edu", "at=2030-01-01T08:00"));
		assertThat(row.statusCode()).isEqualTo(422);
		assertThat(row.body()).contains("href=\"#row.parent\"");
	}

	@Test
	void aSearchThatFindsTooManySaysSo() {
		assertThat(administrator().get(this.path + "/ents?q=ent").body()).contains("Les 20 premiers ENT")
			.doesNotContain("20 ENT trouvés");
		assertThat(administrator().get(this.path + "/ents?q=e-lyco-v2").body()).contains("ENT trouvé");
		assertThat(administrator().get(this.path + "/ents?q=atriom").body()).contains("Vouliez-vous dire",
				"Atrium (Région Sud)", "value=\"atrium-sud\"");
		assertThat(administrator().get(this.path + "/ents?q=pronote").body())
			.contains("Aucun ENT ne correspond", "PRONOTE n’est pas un ENT")
			.doesNotContain("Vouliez-vous");
	}

	@Test
	void whoMayOnlyReadSeesTheFormAndNothingThatWouldBeRefused(@Autowired Administrators accounts) {
		ConsoleBrowser reader = reader(accounts);
		String form = reader.get(this.path + "/edu").body();
		assertThat(form).contains("value=\"https://edu.example.fr\"", "href=\"" + this.path + "/edu/diagnosis\"")
			.containsPattern("id=\"label\"[^>]*readonly=")
			.containsPattern("<textarea[^>]*readonly=")
			.containsPattern("name=\"espace\"[^>]*disabled=")
			.doesNotContain("formaction", "name=\"q\"", "Prévisualiser");
		assertThat(form).contains("data-copy=\"" + this.host + "/pronote/**\"");
		assertThat(reader.get(this.path + "/ents?q=Bourges").body()).contains("Cher Cartable")
			.doesNotContain("<button");
		assertThat(reader.get(this.path + "/edu/diagnosis").statusCode()).isEqualTo(200);
		assertThat(administrator().get(this.path + "/edu").body()).doesNotContain("readonly", "disabled");
	}

	@Test
	void aDuplicateBeginsAsTheSameUnderANewId() {
		ConsoleBrowser browser = administrator();
		String form = browser.get(this.path + "/new?from=edu").body();
		assertThat(form).contains("value=\"Educ\"", "value=\"https://edu.example.fr\"")
			.containsPattern("name=\"id\" value=\"\"");
	}

	/** An administrator who may read this school and change nothing. */
	private ConsoleBrowser reader(Administrators accounts) {
		String name = "lecture." + this.school.value().toLowerCase(Locale.ROOT);
		String first = accounts
			.create(new NewAccount(name, "", null, new Grant(Set.of(this.school), true)),
					new Actor(ADMIN, "203.0.113.7"))
			.password();
		ConsoleBrowser reader = browser();
		String step = reader.follow(reader.signIn(name, first)).body();
		String chosen = "Trois-Mesanges-Bleues-7";
		assertThat(reader
			.post("/console/login/password", step, Map.of("current", first, "password", chosen, "repeated", chosen))
			.statusCode()).isIn(302, 303);
		return reader;
	}

}
