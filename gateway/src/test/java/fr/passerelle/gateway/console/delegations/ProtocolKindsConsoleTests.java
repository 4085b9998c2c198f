package fr.passerelle.gateway.console.delegations;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be done with a delegation, for each kind of one: every screen from its preview
 * to its end.
 */
class ProtocolKindsConsoleTests extends RunningDelegations {

	/** A kind of delegation, and one change of it. */
	enum Kind {

		CAS("CAS", List.of("serverUrl=https://un.example.fr", "validation=CAS2"),
				List.of("serverUrl=https://deux.example.fr", "validation=CAS2"), "https://deux.example.fr"),

		EDUCONNECT_BY_SAML2("EDUCONNECT",
				List.of("differs=true", "environment=production", "by=SAML2", "metadataUrl=https://un.example.fr/m"),
				List.of("differs=true", "environment=production", "by=SAML2", "metadataUrl=https://deux.example.fr/m"),
				"https://deux.example.fr/m"),

		EDUCONNECT_BY_OIDC("EDUCONNECT", List.of("differs=true", "environment=production", "by=OIDC", "clientId=un"),
				List.of("differs=true", "environment=production", "by=OIDC", "clientId=deux"), "deux"),

		EDUCONNECT_BY_CAS("EDUCONNECT", List.of("differs=true", "environment=production", "by=CAS"),
				List.of("differs=true", "environment=production", "by=CAS", "serverUrl=https://deux.example.fr/cas"),
				"https://deux.example.fr/cas"),

		SAML2("SAML2", List.of("metadataUrl=https://un.example.fr/m", "signRequests=true"),
				List.of("metadataUrl=https://deux.example.fr/m", "signRequests=true"), "https://deux.example.fr/m"),

		WS_FEDERATION("WS_FEDERATION", List.of("stsMetadataUrl=https://un.example.fr/m"),
				List.of("stsMetadataUrl=https://deux.example.fr/m"), "https://deux.example.fr/m"),

		OIDC("OIDC", List.of("issuer=https://un.example.fr", "clientId=nous", "userinfo=true"),
				List.of("issuer=https://deux.example.fr", "clientId=nous", "userinfo=true"), "https://deux.example.fr");

		private final String protocol;

		private final String first;

		private final String second;

		private final String shown;

		Kind(String protocol, List<String> first, List<String> second, String shown) {
			this.protocol = protocol;
			this.first = String.join("\n", first);
			this.second = String.join("\n", second);
			this.shown = shown;
		}

		List<String> first() {
			return this.first.lines().toList();
		}

		List<String> second() {
			return this.second.lines().toList();
		}

	}

	@ParameterizedTest
	@EnumSource
	void isPreviewedAppliedComparedAndInTheHistory(Kind kind) {
		ConsoleBrowser browser = administrator();
		add(browser, kind);
		String preview = preview(browser, kind, kind.second(), "id=essai");
		assertThat(preview).contains("Ce qui va changer", "class=\"badge ok\"").doesNotContain("Rien ne change", "??");
		apply(browser, preview, "Changé");
		assertThat(browser.get(this.path + "/essai").body()).contains("value=\"" + kind.shown + "\"")
			.doesNotContain("??");
		assertThat(browser.get(history()).body()).contains("Changé").doesNotContain("??");
		assertThat(browser.get(history() + "/3").body()).contains(kind.shown).doesNotContain("??");
		HttpResponse<String> compared = browser.get(history() + "/compare?from=2&to=3");
		assertThat(compared.statusCode()).isEqualTo(200);
		assertThat(compared.body()).contains("Délégation essai", kind.shown)
			.doesNotContain("??", "delegations[", "educonnect.", "saml2.", "wsFederation.", "oidc.");
		assertThat(browser.speaking("en").get(history() + "/compare?from=2&to=3").body()).contains(kind.shown)
			.doesNotContain("??", "delegations[");
	}

	@ParameterizedTest
	@EnumSource
	void isSwitchedOffAndOnAndDeletedThroughAPreview(Kind kind) {
		ConsoleBrowser browser = administrator();
		add(browser, kind);
		String off = browser.postRaw(this.path + "/preview", body(browser, "what=ACTIVE", "base=2", "id=essai")).body();
		assertThat(off).contains("La délégation Essai est désactivée.", "les élèves ne pourront plus passer par Essai");
		apply(browser, off, "");
		assertThat(delegation().active()).isFalse();
		assertThat(espace(EspaceKey.ELEVE).delegations()).extracting(Delegation::id).containsExactly("atrium");
		String on = browser
			.postRaw(this.path + "/preview", body(browser, "what=ACTIVE", "base=3", "id=essai", "active=true"))
			.body();
		assertThat(on).contains("La délégation Essai est activée.");
		apply(browser, on, "");
		assertThat(delegation().active()).isTrue();
		String gone = browser.postRaw(this.path + "/preview", body(browser, "what=REMOVE", "base=4", "id=essai"))
			.body();
		assertThat(gone).contains("La délégation Essai est supprimée.");
		apply(browser, gone, "");
		assertThat(school().delegation("essai")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void isDuplicatedWithEverythingButItsIdAndEspaces(Kind kind) {
		ConsoleBrowser browser = administrator();
		add(browser, kind);
		String form = browser.get(this.path + "/_new?from=essai").body();
		assertThat(form).contains("name=\"protocol\" value=\"" + kind.protocol + "\"", "name=\"id\" value=\"\"")
			.doesNotContain("??")
			.doesNotContainPattern("name=\"espace\"[^>]*checked");
		String preview = browser.postRaw(this.path + "/preview", hidden(form) + "&" + checked(form)).body();
		assertThat(preview).contains("La délégation Essai est ajoutée");
		apply(browser, preview, "");
		Delegation copy = school().delegation("essai-2").orElseThrow();
		assertThat(copy.signOn()).isEqualTo(delegation().signOn());
		assertThat(copy.recognition()).isEqualTo(delegation().recognition());
	}

	@ParameterizedTest
	@EnumSource
	void anUnchangedFormChangesNothing(Kind kind) {
		ConsoleBrowser browser = administrator();
		add(browser, kind);
		String form = browser.get(this.path + "/essai").body();
		// Behind it are the forms of the secret and of the keys.
		String own = form.substring(0, form.indexOf("</form>", form.indexOf("name=\"what\"")));
		assertThat(browser.postRaw(this.path + "/preview", hidden(own) + "&" + checked(own)).body())
			.contains("Rien ne change");
	}

	@ParameterizedTest
	@EnumSource
	void isPlannedForALaterDay(Kind kind) {
		ConsoleBrowser browser = administrator();
		add(browser, kind);
		String preview = preview(browser, kind, kind.second(), "id=essai");
		HttpResponse<String> planned = browser.postRaw(this.path + "/later",
				hidden(preview) + "&comment=Plus+tard&at=" + LocalDate.now(ZoneOffset.UTC).plusDays(30) + "T08:00");
		assertThat(planned.statusCode()).as(planned.body()).isEqualTo(303);
		String plans = browser.follow(planned).body();
		assertThat(plans).contains("Plus tard").doesNotContain("??");
		assertThat(version()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void hasItsPlaceOnEveryPageThatShowsDelegations(Kind kind) {
		ConsoleBrowser browser = administrator();
		add(browser, kind);
		String home = "/console/establishments/" + this.school;
		for (String page : List.of(home, this.path, this.path + "/essai/diagnosis", home + "/what-if?delegation=essai",
				home + "/publication", home + "/identities", home + "/journal", "/console/ents/states")) {
			HttpResponse<String> shown = browser.get(page);
			assertThat(shown.statusCode()).as(page).isEqualTo(200);
			assertThat(shown.body()).as(page).doesNotContain("??");
			assertThat(browser.speaking("en").get(page).body()).as(page).doesNotContain("??");
			browser.speaking("fr");
		}
	}

	/** As version 2 of the school. */
	private void add(ConsoleBrowser browser, Kind kind) {
		String preview = preview(browser, kind, kind.first());
		assertThat(preview).contains("La délégation Essai est ajoutée.", "les élèves pourront aussi passer par Essai");
		assertThat(apply(browser, preview, "Ajoutée").statusCode()).isEqualTo(303);
		assertThat(delegation().signOn().declared().name()).isEqualTo(kind.protocol);
	}

	private String preview(ConsoleBrowser browser, Kind kind, List<String> fields, String... more) {
		List<String> all = new ArrayList<>(List.of("what=FORM", "base=" + version(), "protocol=" + kind.protocol,
				"label=Essai", "active=true", "espace=eleve", "direct=parent", "direct=direction"));
		all.addAll(fields);
		all.addAll(List.of(more));
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, all.toArray(String[]::new)));
		assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
		return preview.body();
	}

	private Delegation delegation() {
		return school().delegation("essai").orElseThrow();
	}

	private String history() {
		return "/console/establishments/" + this.school + "/history";
	}

}
