package fr.passerelle.gateway.console.delegations;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.NewAccount;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The screen through real HTTP and without JavaScript.
 */
class DelegationsConsoleTests extends RunningConsole {

	private static final AtomicInteger SCHOOLS = new AtomicInteger(7000);

	/** Versions of a school that was deleted go on: each test has a school of its own. */
	private final Uai school = new Uai("033" + SCHOOLS.incrementAndGet() + "D");

	private final String host = "https://" + this.school.value().toLowerCase(Locale.ROOT) + ".example.fr";

	private final String path = "/console/establishments/" + this.school + "/delegations";

	private static final Pattern HIDDEN = Pattern
		.compile("<input type=\"hidden\"[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@BeforeEach
	void openSchool() {
		this.establishments.create(ConfigurationDocument.parse("""
				{"uai": "%CODE%", "name": "Jean-Moulin", "publicUrl": "%HOST%",
				"upstream": "http://127.0.0.1:9000",
				"delegations": [
				{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"},
				{"id": "edu", "label": "Educ", "protocol": "CAS",
				"cas": {"serverUrl": "https://edu.example.fr", "validation": "CAS2"}}],
				"espaces": {"parent": {"delegations": ["atrium"], "directLogin": true},
				"eleve": {"delegations": ["atrium"]}, "direction": {"directLogin": true}}}"""
			.replace("%CODE%", this.school.value())
			.replace("%HOST%", this.host)
			.getBytes(StandardCharsets.UTF_8), Format.JSON), new Change("test", null));
	}

	@AfterEach
	void closeSchool() {
		this.establishments.delete(this.school, ExpectedVersion.ANY, new Change("test", null));
	}

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
	void theMatrixIsPreviewedAndAppliedWithAComment() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview", body(browser, "what=MATRIX",
				"base=" + version(), "way.parent=edu", "way.eleve=atrium", "direct=parent", "direct=direction"));
		assertThat(preview.statusCode()).isEqualTo(200);
		assertThat(preview.body()).contains("Espace Parents : les familles passeront par Educ au lieu de Atrium.");
		assertThat(version()).isEqualTo(1);

		HttpResponse<String> applied = apply(browser, preview.body(), "Passage à Educ");
		assertThat(applied.statusCode()).isEqualTo(303);
		assertThat(browser.follow(applied).body()).contains("C’est appliqué");
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::id).containsExactly("edu");
		assertThat(this.establishments.current(this.school).comment()).isEqualTo("Passage à Educ");
		assertThat(this.establishments.current(this.school).author()).isEqualTo(ADMIN);
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
	void aDelegationBySaml2HasAFormOfItsOwn() {
		ConsoleBrowser browser = administrator();
		String page = browser.get(this.path).body();
		assertThat(page).contains("href=\"" + this.path + "/_new?protocol=SAML2\"");
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
	void eduConnectHasAFormThatSaysWhatTheMinistryIsTold() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(this.path).body()).contains("href=\"" + this.path + "/_new?protocol=EDUCONNECT\"");
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
	void aDelegationByOpenIdConnectIsAppliedAndShownAndGetsItsSecret() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(this.path).body()).contains("href=\"" + this.path + "/_new?protocol=OIDC\"");
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
	void faultsOfAnOpenIdConnectDelegationAreShownAtTheirFields() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> again = browser.postRaw(this.path + "/preview", body(browser, "what=FORM",
				"base=" + version(), "protocol=OIDC", "label=Lycées", "active=true", "scopes=profile"));
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("id=\"issuer-fault\"", "id=\"clientId-fault\"", "id=\"scopes-fault\"",
				"Ajoutez openid");
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
	void aDelegationByWsFederationIsTypedPreviewedAppliedAndShown() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(this.path).body()).contains("href=\"" + this.path + "/_new?protocol=WS_FEDERATION\"");
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
					"Notre domaine (realm, wtrealm)", "Ses métadonnées n’ont encore jamais pu être lues")
			.doesNotContain("Changer de clés", "??");
		assertThat(browser.get(this.path).body()).contains("Mon ADFS", ">WS-Federation<");
		assertThat(browser.speaking("en").get(this.path + "/mon-adfs").body()).contains("Our realm (wtrealm)")
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
	void aRowThatContradictsItselfIsRefusedAtTheRow() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> refused = browser.postRaw(this.path + "/preview",
				body(browser, "what=MATRIX", "base=1", "way.parent=:none", "way.parent=edu"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("href=\"#row.parent\"",
				"« Aucune » et une délégation ne vont pas ensemble");
		assertThat(version()).isEqualTo(1);
	}

	@Test
	void aPublishedEspaceWithNothingTickedIsWarnedOf() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=MATRIX", "base=1", "way.parent=atrium", "direct=parent", "direct=direction"));
		assertThat(preview.body()).contains("Espace Élèves : les élèves ne passeront plus par Atrium",
				"la connexion directe s’ouvre donc d’elle-même");
		apply(browser, preview.body(), "");
		assertThat(browser.get(this.path).body())
			.contains("Sans délégation : cet Espace s’ouvre par la connexion directe");
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
	void theLoserOfARaceLosesNothingAndSeesWhoWasFaster() {
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=MATRIX", "base=1", "way.parent=edu", "way.eleve=atrium"))
			.body();
		overtake();
		HttpResponse<String> lost = apply(browser, preview, "Moi aussi");
		assertThat(lost.statusCode()).isEqualTo(409);
		assertThat(lost.body()).contains("Deux changements en même temps", "collègue", "Rentrée", "value=\"Moi aussi\"",
				"Espace Parents, délégations", "Espace Professeurs");
		assertThat(version()).isEqualTo(2);
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
	void modifyKeepsTheVersionThatTheTicksWereMadeUpon() {
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=MATRIX", "base=1", "way.parent=edu", "way.eleve=atrium"))
			.body();
		overtake();
		String list = browser.postRaw(this.path + "/matrix", hidden(preview)).body();
		assertThat(hidden(list)).contains("base=1").doesNotContain("base=2");
		HttpResponse<String> late = browser.postRaw(this.path + "/preview", hidden(list) + "&" + checked(list));
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Deux changements en même temps", "collègue");
	}

	@Test
	void aRowThatContradictsItselfKeepsItsVersionToo() {
		ConsoleBrowser browser = administrator();
		overtake();
		HttpResponse<String> refused = browser.postRaw(this.path + "/preview", body(browser, "what=MATRIX", "base=1",
				"comment=Rentrée", "way.parent=:none", "way.parent=edu", "way.eleve=atrium"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(hidden(refused.body())).contains("base=1", "comment=Rentr").doesNotContain("base=2");
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
	void aPastedCommentIsOneLineAndNothingIsLost() {
		ConsoleBrowser browser = administrator();
		String preview = browser.postRaw(this.path + "/preview", body(browser, "what=ACTIVE", "base=1", "id=atrium"))
			.body();
		assertThat(apply(browser, preview, "Passage\tà Educ").statusCode()).isEqualTo(303);
		assertThat(this.establishments.current(this.school).comment()).isEqualTo("Passage à Educ");
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
	void aDelegationMayHaveAnyIdThatItsDocumentGivesIt() {
		this.establishments.edit(this.school,
				DelegationEdit.put("none",
						"""
								{"label": "Neuf", "protocol": "CAS", "cas": {"serverUrl": "https://n.example.fr", "validation": "CAS2"}}"""
							.getBytes(StandardCharsets.UTF_8)),
				ExpectedVersion.ANY, new Change("test", null));
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=MATRIX", "base=2", "way.parent=none", "way.parent=atrium", "way.eleve=none"))
			.body();
		assertThat(apply(browser, preview, "").statusCode()).isEqualTo(303);
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::id).containsExactly("atrium", "none");
		assertThat(espace(EspaceKey.ELEVE).delegations()).extracting(Delegation::id).containsExactly("none");
	}

	@Test
	void aSearchThatFindsTooManySaysSo() {
		assertThat(administrator().get(this.path + "/ents?q=ent").body()).contains("Les 20 premiers ENT")
			.doesNotContain("20 ENT trouvés");
		assertThat(administrator().get(this.path + "/ents?q=e-lyco-v2").body()).contains("ENT trouvé");
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
	void aFormWithoutTokenIsRefused() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.postRaw(this.path + "/apply", "what=ACTIVE&base=1&id=atrium").statusCode()).isEqualTo(403);
		assertThat(browser().get(this.path).statusCode()).isNotEqualTo(200);
		assertThat(version()).isEqualTo(1);
	}

	@Test
	void aDuplicateBeginsAsTheSameUnderANewId() {
		ConsoleBrowser browser = administrator();
		String form = browser.get(this.path + "/new?from=edu").body();
		assertThat(form).contains("value=\"Educ\"", "value=\"https://edu.example.fr\"")
			.containsPattern("name=\"id\" value=\"\"");
	}

	/** Another administrator saves version 2. */
	private void overtake() {
		this.establishments.patch(this.school, EspaceKey.PROFESSEUR, new EspacePatch(true, List.of("edu"), null),
				ExpectedVersion.ANY, new Change("collègue", "Rentrée"));
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

	private HttpResponse<String> apply(ConsoleBrowser browser, String preview, String comment) {
		return browser.postRaw(this.path + "/apply",
				hidden(preview) + "&" + TestBrowser.encode(Map.of("comment", comment)));
	}

	private String body(ConsoleBrowser browser, String... fields) {
		List<String> encoded = new ArrayList<>();
		encoded.add(TestBrowser.encode(Map.of("_csrf", ConsoleBrowser.token(browser.get(this.path).body()))));
		for (String field : fields) {
			String[] parts = field.split("=", 2);
			encoded.add(TestBrowser.encode(Map.of(parts[0], parts[1])));
		}
		return String.join("&", encoded);
	}

	/** The hidden fields of a page's last form, as a browser sends them. */
	private static String hidden(String page) {
		List<String> fields = new ArrayList<>();
		Matcher found = HIDDEN.matcher(page.substring(page.lastIndexOf("<form")));
		while (found.find()) {
			fields.add(TestBrowser.encode(Map.of(found.group(1), unescaped(found.group(2)))));
		}
		return String.join("&", fields);
	}

	/** The visible fields of the form, as they stand. */
	private static String checked(String page) {
		String form = page.substring(page.lastIndexOf("<form"));
		List<String> fields = new ArrayList<>();
		collect(fields, form, "<input type=\"text\"[^>]* name=\"([^\"]+)\" value=\"([^\"]*)\"");
		collect(fields, form, "name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"[^>]* checked");
		Map<String, String> selects = new LinkedHashMap<>();
		Matcher select = Pattern.compile("(?s)<select[^>]* name=\"([^\"]+)\".*?</select>").matcher(form);
		while (select.find()) {
			Matcher option = Pattern.compile("value=\"([^\"]+)\" selected").matcher(select.group());
			if (option.find()) {
				selects.put(select.group(1), option.group(1));
			}
		}
		fields.add(TestBrowser.encode(selects));
		return String.join("&", fields.stream().filter((one) -> !one.isEmpty()).toList());
	}

	private static void collect(List<String> fields, String form, String pattern) {
		Matcher found = Pattern.compile(pattern).matcher(form);
		while (found.find()) {
			fields.add(TestBrowser.encode(Map.of(found.group(1), unescaped(found.group(2)))));
		}
	}

	private static String unescaped(String text) {
		return text.replace("&#39;", "'")
			.replace("&quot;", "\"")
			.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&amp;", "&");
	}

	private void signIn(Sessions sessions, EspaceKey espace, String delegation) {
		sessions.open(this.school, espace, new Visitor("anne", "Anne Dupré", Set.of(Profile.TUT), Set.of()), delegation,
				null, new SignInOrigin("203.0.113.7", Device.MOBILE));
	}

	private long version() {
		return school().version();
	}

	private Establishment school() {
		return this.establishments.find(this.school).orElseThrow();
	}

	private Espace espace(EspaceKey key) {
		return school().espace(key);
	}

}
