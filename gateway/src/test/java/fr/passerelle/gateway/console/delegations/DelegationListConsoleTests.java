package fr.passerelle.gateway.console.delegations;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of delegations and what its buttons do, through real HTTP and without
 * JavaScript.
 */
class DelegationListConsoleTests extends RunningDelegations {

	@Test
	void theListShowsDelegationsMatrixAndAddresses() {
		String page = administrator().get(this.path).body();
		assertThat(page).contains("Gestion des délégations", "Atrium (Région Sud)", "Configuration manuelle",
				this.host + "/pronote/**", this.host + "/pronote/?login=true",
				"aria-label=\"Espace Parents par Atrium\"", "+ Ajouter une délégation");
		assertThat(administrator().speaking("en").get(this.path).body()).contains("Delegate the authentication",
				"Espace Parents through Atrium");
	}

	@Test
	void oneButtonOffersEveryWayEachWithASentence() {
		ConsoleBrowser browser = administrator();
		String list = browser.get(this.path).body();
		assertThat(list).contains("href=\"" + this.path + "/_add\"", "+ Ajouter une délégation")
			.doesNotContain("/_new?protocol=", this.path + "/_new\"");
		String offer = browser.get(this.path + "/_add").body();
		assertThat(offer).doesNotContain("??");
		for (String form : List.of("/_new", "/_new#by-hand", "/_new?protocol=EDUCONNECT", "/_new?protocol=SAML2",
				"/_new?protocol=WS_FEDERATION", "/_new?protocol=OIDC")) {
			assertThat(offer).containsPattern(
					"<h2><a href=\"" + Pattern.quote(this.path + form) + "\">[^<]+</a></h2>\\s*<p>[^<]+\\.</p>");
			assertThat(browser.get(this.path + form.replaceAll("#.*", "")).body()).contains("id=\"label\"");
		}
		assertThat(browser.get(this.path + "/_new").body()).contains("id=\"by-hand\"");
		assertThat(browser.speaking("en").get(this.path + "/_add").body())
			.contains("My ENT, chosen from the list (CAS)")
			.doesNotContain("??");
	}

	@Test
	void aDelegationMayHaveTheIdThatWasAFixedPagesAddress() {
		ConsoleBrowser browser = administrator();
		for (String id : List.of("new", "ents", "form", "preview")) {
			this.establishments.edit(this.school, DelegationEdit.put(id, """
					{"label": "Appelée %s", "protocol": "CAS",
					"cas": {"serverUrl": "https://edu.example.fr", "validation": "CAS2"}}""".formatted(id)
				.getBytes(StandardCharsets.UTF_8)), ExpectedVersion.ANY, new Change("test", null));
			String form = browser.get(this.path + "/" + id).body();
			assertThat(form).contains("value=\"Appelée " + id + "\"", "name=\"id\" value=\"" + id + "\"");
		}
		assertThat(browser.get(this.path).body()).contains("href=\"" + this.path + "/new\"");
	}

	@Test
	void activeIsSwitchedThroughAPreview() {
		ConsoleBrowser browser = administrator();
		String preview = browser.postRaw(this.path + "/preview", body(browser, "what=ACTIVE", "base=1", "id=atrium"))
			.body();
		assertThat(preview).contains("La délégation Atrium est désactivée.", "Espace Élèves");
		apply(browser, preview, "");
		assertThat(espace(EspaceKey.ELEVE).delegations()).isEmpty();
		assertThat(school().delegation("atrium").orElseThrow().active()).isFalse();
	}

	@Test
	void aDelegationInUseIsDeletedOnlyAfterItWasSaidWhoGoesThroughIt(@Autowired Sessions sessions) {
		signIn(sessions, EspaceKey.PARENT, "atrium");
		ConsoleBrowser browser = administrator();
		String preview = browser.postRaw(this.path + "/preview", body(browser, "what=REMOVE", "base=1", "id=atrium"))
			.body();
		assertThat(preview).contains("La délégation Atrium est supprimée.", "les familles ne passeront plus par Atrium",
				"1 personne est connectée par Atrium", "personne n’est déconnecté");
		apply(browser, preview, "");
		assertThat(school().delegation("atrium")).isEmpty();
		assertThat(browser.postRaw(this.path + "/preview", body(browser, "what=REMOVE", "base=2", "id=atrium"))
			.statusCode()).isEqualTo(404);
	}

	@Test
	void aPastedCommentIsOneLineAndNothingIsLost() {
		ConsoleBrowser browser = administrator();
		String preview = browser.postRaw(this.path + "/preview", body(browser, "what=ACTIVE", "base=1", "id=atrium"))
			.body();
		assertThat(apply(browser, preview, "Passage\tà Educ").statusCode()).isEqualTo(303);
		assertThat(this.establishments.current(this.school).comment()).isEqualTo("Passage à Educ");
	}

	@Test
	void aFormWithoutTokenIsRefused() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.postRaw(this.path + "/apply", "what=ACTIVE&base=1&id=atrium").statusCode()).isEqualTo(403);
		assertThat(browser().get(this.path).statusCode()).isNotEqualTo(200);
		assertThat(version()).isEqualTo(1);
	}

	private void signIn(Sessions sessions, EspaceKey espace, String delegation) {
		sessions.open(this.school, espace, new Visitor("anne", "Anne Dupré", Set.of(Profile.TUT), Set.of()), delegation,
				null, new SignInOrigin("203.0.113.7", Device.MOBILE));
	}

}
