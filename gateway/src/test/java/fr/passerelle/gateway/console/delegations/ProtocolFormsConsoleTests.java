package fr.passerelle.gateway.console.delegations;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;

import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The forms of the protocols beside CAS.
 */
class ProtocolFormsConsoleTests extends RunningDelegations {

	private static final Pattern LABEL = Pattern.compile("<label for=[^>]*>([^<]+)</label>");

	/** A word that only another program's documentation has. */
	private static final Pattern KEY = Pattern
		.compile("\\b(issuer|client_id|realm|wtrealm|entityID|NameID|scopes|SingleSignOnService|_)\\b");

	@ParameterizedTest
	@CsvSource({ "CAS, CAS, Configuration manuelle", "EDUCONNECT, EduConnect, EduConnect", "SAML2, SAML 2, SAML 2",
			"WS_FEDERATION, WS-Federation, WS-Federation", "OIDC, OpenID Connect, OpenID Connect" })
	void everyFormIsHeadedByTheNameOfItsProtocol(String protocol, String name, String settings) {
		String form = administrator().get(this.path + "/_new?protocol=" + protocol).body();
		assertThat(form).contains("<h1>Nouvelle délégation : " + name + "</h1>")
			.containsPattern("<h2[^>]*>" + settings + "</h2>")
			.doesNotContain("??");
		assertThat(administrator().speaking("en").get(this.path + "/_new?protocol=" + protocol).body())
			.contains("<h1>New delegation: " + name + "</h1>")
			.doesNotContain("??");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EDUCONNECT", "SAML2", "WS_FEDERATION", "OIDC" })
	void labelsAreWordsAndTheOtherSidesWordIsInTheHint(String protocol) {
		String form = administrator().get(this.path + "/_new?protocol=" + protocol).body();
		assertThat(LABEL.matcher(form).results().map((found) -> found.group(1))).isNotEmpty()
			.noneMatch((label) -> KEY.matcher(label).find());
	}

	@Test
	void aDelegationBySaml2HasAFormOfItsOwn() {
		ConsoleBrowser browser = administrator();
		String form = browser.get(this.path + "/_new?protocol=SAML2").body();
		assertThat(form)
			.contains("name=\"protocol\" value=\"SAML2\"", "name=\"metadataUrl\"", "name=\"idpCertificates\"",
					"<textarea id=\"metadata\"", "Persistant")
			.doesNotContain("name=\"serverUrl\"", "URL du serveur CAS");
		assertThat(browser.speaking("en").get(this.path + "/_new?protocol=SAML2").body())
			.contains("URL of the identity provider’s metadata");
	}

	@Test
	void aDelegationBySaml2IsPreviewedAppliedAndShown() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=SAML2", "label=Mon ENT", "active=true",
						"espace=parent", "metadataUrl=https://idp.example.fr/metadata", "nameId=PERSISTENT",
						"wantEncrypted=true"));
		assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
		assertThat(apply(browser, preview.body(), "SAML").statusCode()).isEqualTo(303);
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::label).contains("Mon ENT");
		String form = browser.get(this.path + "/mon-ent").body();
		assertThat(form).contains("value=\"https://idp.example.fr/metadata\"",
				this.host + "/.passerelle/saml2/metadata", this.host + "/.passerelle/saml2/acs",
				this.host + "/.passerelle/saml2/slo");
		assertThat(form).contains("Ses métadonnées n’ont encore jamais pu être lues", "Changer de clés");
		assertThat(browser.get(this.path).body()).contains("Mon ENT", ">SAML 2<");
		assertThat(browser.get("/console/establishments/" + this.school + "/history").statusCode()).isEqualTo(200);
	}

	@Test
	void faultsOfASaml2DelegationAreShownAtTheirFields() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> again = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=SAML2", "label=Mon ENT", "active=true",
						"differs=true", "metadata=<html/>"));
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("ne peuvent pas être utilisées", "id=\"metadata-fault\"");
		assertThat(browser
			.postRaw(this.path + "/preview",
					body(browser, "what=FORM", "base=" + version(), "protocol=SAML2", "label=Mon ENT"))
			.body()).contains("id=\"metadataUrl-fault\"", "Donnez l’URL des métadonnées");
	}

	@Test
	void keysAreChangedFromTheDelegationsPageOnce() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.postRaw(this.path + "/atrium/keys", body(browser)).statusCode()).isEqualTo(404);
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=SAML2", "label=Mon ENT", "active=true",
						"metadataUrl=https://idp.example.fr/metadata"));
		apply(browser, preview.body(), "SAML");
		HttpResponse<String> done = browser.postRaw(this.path + "/mon-ent/keys", body(browser));
		assertThat(done.statusCode()).isEqualTo(303);
		assertThat(browser.follow(done).body()).contains("Le changement de clés a commencé", "Signera à partir du",
				"Signe depuis le");
		assertThat(browser.follow(browser.postRaw(this.path + "/mon-ent/keys", body(browser))).body())
			.contains("déjà en cours");
		assertThat(browser.get("/console/journal").body()).contains("Changement des clés SAML 2 commencé");
	}

	@Test
	void eduConnectHasAFormThatSaysWhatTheMinistryIsTold() {
		ConsoleBrowser browser = administrator();
		String form = browser.get(this.path + "/_new?protocol=EDUCONNECT").body();
		assertThat(form)
			.contains("value=\"EduConnect\"", "<textarea id=\"metadata\"", "name=\"serverUrl\"",
					"value=\"production\" selected", "value=\"SAML2\" selected", this.host + "/.passerelle/saml2/acs",
					"FrEduCtPersonAffiliation", "À communiquer au ministère", "Ce que l’établissement doit faire")
			.doesNotContain("??", "URL des métadonnées du service");
		assertThat(browser.speaking("en").get(this.path + "/_new?protocol=EDUCONNECT").body())
			.contains("To be told to the ministry")
			.doesNotContain("??");
	}

	/** A platform without an agreement offers no way by it, and says how to get one. */
	@Test
	void withoutAnAgreementOfThePlatformNoFormOffersIt() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(this.path + "/_new?protocol=EDUCONNECT").body()).doesNotContain("value=\"PLATFORM\"");
		HttpResponse<String> refused = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=EDUCONNECT", "label=EduConnect",
						"active=true", "espace=parent", "environment=production", "by=PLATFORM"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("La plateforme n’a pas de convention EduConnect", "value=\"PLATFORM\"")
			.doesNotContain("??");
		String page = browser.get("/console/educonnect").body();
		assertThat(page).contains("La plateforme n’a pas de convention commune", "passerelle.educonnect.url=")
			.doesNotContain("??", "Changer de clés");
		assertThat(browser.speaking("en").get("/console/educonnect").body())
			.contains("The platform has no agreement of its own")
			.doesNotContain("??");
		assertThat(browser.postRaw("/console/educonnect/keys", body(browser)).statusCode()).isEqualTo(404);
	}

	@Test
	void eduConnectIsPreviewedAppliedAndShown() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> missing = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=EDUCONNECT", "label=EduConnect",
						"differs=true", "environment=production", "by=SAML2",
						"serverUrl=https://other.example.fr/cas"));
		assertThat(missing.statusCode()).isEqualTo(422);
		assertThat(missing.body()).contains("id=\"metadata-fault\"", "que le ministère vous a remis")
			.doesNotContain("serverUrl-fault");
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=EDUCONNECT", "label=EduConnect",
						"active=true", "espace=parent", "differs=true", "environment=production", "by=SAML2",
						"wantEncrypted=true", "metadataUrl=https://academie.example.fr/educonnect.xml"));
		assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
		assertThat(apply(browser, preview.body(), "EduConnect").statusCode()).isEqualTo(303);
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::label).contains("EduConnect");
		String form = browser.get(this.path + "/educonnect").body();
		assertThat(form).contains("value=\"https://academie.example.fr/educonnect.xml\"", "Changer de clés",
				"Télécharger nos métadonnées");
		assertThat(browser.get(this.path).body()).contains(">EduConnect<");
		assertThat(browser.get("/console/establishments/" + this.school + "/history").statusCode()).isEqualTo(200);
	}

	@Test
	void eduConnectByTheHubNeedsNothingElse() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=EDUCONNECT", "label=EduConnect",
						"active=true", "espace=parent", "differs=true", "environment=production", "by=CAS",
						"metadata=<left from another try>"));
		assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
		apply(browser, preview.body(), "Hub");
		assertThat(browser.get(this.path + "/educonnect").body())
			.contains("https://hubeduconnect.index-education.net/EduConnect/cas/login");
	}

	@Test
	void aDelegationByOpenIdConnectIsAppliedAndShownAndGetsItsSecret() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(this.path + "/_new?protocol=OIDC").body())
			.contains("name=\"issuer\"", "name=\"clientId\"", "name=\"scopes\" value=\"openid profile\"")
			.doesNotContain("client_secret</label>", "name=\"secret\"");
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=OIDC", "label=Lycées", "active=true",
						"espace=parent", "issuer=https://op.example.fr/ecole", "clientId=passerelle",
						"scopes=openid  email", "userinfo=true"));
		assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
		assertThat(apply(browser, preview.body(), "OIDC").statusCode()).isEqualTo(303);
		String form = browser.get(this.path + "/lycees").body();
		assertThat(form).contains("value=\"https://op.example.fr/ecole\"", "value=\"openid email\"",
				this.host + "/.passerelle/oidc/callback", this.host + "/.passerelle/oidc/logged-out",
				this.host + "/.passerelle/oidc/backchannel-logout", "Aucun secret n’est donné");
		assertThat(form).doesNotContain("Changer de clés");
		HttpResponse<String> done = browser.postRaw(this.path + "/lycees/secret", body(browser, "secret=canary"));
		assertThat(done.statusCode()).isEqualTo(303);
		assertThat(browser.follow(done).body()).contains("Le secret est enregistré", "Un secret est donné")
			.doesNotContain("canary", "Aucun secret n’est donné");
		assertThat(browser.follow(browser.postRaw(this.path + "/lycees/secret", body(browser, "secret=é"))).body())
			.contains("Le secret n’est pas enregistré");
		assertThat(browser.postRaw(this.path + "/atrium/secret", body(browser, "secret=x")).statusCode())
			.isEqualTo(404);
		assertThat(browser.get("/console/journal").body()).contains("Secret de client OpenID Connect changé")
			.doesNotContain("canary");
	}

	@Test
	void aProviderOfTheCatalogueOpensItsFormFilledIn() {
		ConsoleBrowser browser = administrator();
		String found = browser.get(this.path + "/_ents?q=monlycee").body();
		String form = this.path + "/_new?protocol=OIDC&amp;ent=monlycee-net-oidc";
		assertThat(found).contains("href=\"" + form + "\"").doesNotContain("value=\"monlycee-net-oidc\"");
		assertThat(browser.get(form.replace("&amp;", "&")).body()).contains(
				"value=\"https://auth.monlycee.net/realms/IDF\"", "value=\"MonLycée.net", "name=\"ent\" value=\"\"");
		assertThat(browser.get(this.path + "/_new?protocol=OIDC&ent=atrium-sud").body())
			.contains("name=\"issuer\" value=\"\"");
	}

	@Test
	void faultsOfAnOpenIdConnectDelegationAreShownAtTheirFields() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> again = browser.postRaw(this.path + "/preview", body(browser, "what=FORM",
				"base=" + version(), "protocol=OIDC", "label=Lycées", "active=true", "scopes=profile"));
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("id=\"issuer-fault\"", "id=\"clientId-fault\"", "id=\"scopes-fault\"",
				"Ajoutez openid");
	}

	@Test
	void aDelegationByWsFederationIsTypedPreviewedAppliedAndShown() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(this.path + "/_new?protocol=WS_FEDERATION").body())
			.contains("name=\"stsMetadataUrl\"", "name=\"passiveUrl\"", "name=\"stsCertificates\"",
					"URL des métadonnées du service", "name=\"realm\"")
			.doesNotContain("??", "name=\"serverUrl\"", "SAML");
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=FORM", "base=" + version(), "protocol=WS_FEDERATION", "label=Mon ADFS",
						"active=true", "espace=parent", "differs=true", "passiveUrl=https://adfs.example.fr/adfs/ls/",
						"realm=urn:college"));
		assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
		assertThat(apply(browser, preview.body(), "WS-Federation").statusCode()).isEqualTo(303);
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::label).contains("Mon ADFS");
		String form = browser.get(this.path + "/mon-adfs").body();
		assertThat(form)
			.contains("value=\"https://adfs.example.fr/adfs/ls/\"", "urn:college", this.host + "/.passerelle/wsfed",
					"Notre nom (realm, wtrealm)", "Ses métadonnées n’ont encore jamais pu être lues")
			.doesNotContain("Changer de clés", "??");
		assertThat(browser.get(this.path).body()).contains("Mon ADFS", ">WS-Federation<");
		assertThat(browser.speaking("en").get(this.path + "/mon-adfs").body()).contains("Our name (realm, wtrealm)")
			.doesNotContain("??");
	}

	@Test
	void faultsOfAWsFederationDelegationAreShownAtTheirFields() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> again = browser.postRaw(this.path + "/preview", body(browser, "what=FORM",
				"base=" + version(), "protocol=WS_FEDERATION", "label=Mon ADFS", "active=true"));
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("id=\"stsMetadataUrl-fault\"", "Donnez l’URL des métadonnées ou");
		assertThat(browser
			.postRaw(this.path + "/preview",
					body(browser, "what=FORM", "base=" + version(), "protocol=WS_FEDERATION", "label=Mon ADFS",
							"differs=true", "passiveUrl=https://adfs.example.fr/adfs/ls/?wctx=x"))
			.body()).contains("id=\"passiveUrl-fault\"", "Retirez wa=");
	}

}
