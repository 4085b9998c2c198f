package fr.passerelle.gateway.whatif;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DocumentReaderTests;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.recognition.Recognised;
import fr.passerelle.gateway.whatif.LoginOutline.Kind;
import fr.passerelle.gateway.whatif.LoginOutline.Step;
import fr.passerelle.gateway.whatif.Verdict.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginOutlinesTests {

	private static final String HERE = "https://ecole.example.fr";

	private final WhatIfWords words = new WhatIfWords();

	@Test
	void casHasATicketConfirmed() {
		LoginOutline outline = outline("protocol: CAS, cas: { serverUrl: 'https://cas.example.fr', validation: CAS3 }");
		assertThat(outline.steps()).containsExactly(Step.of(Kind.CAS_REQUEST, "https://cas.example.fr/login"),
				Step.of(Kind.CAS_VALIDATION, "https://cas.example.fr/p3/serviceValidate", "CAS3"),
				Step.of(Kind.USER_CAS));
		assertThat(outline.reads()).containsEntry("profiles", List.of("ENTPersonProfils", "categories"));
	}

	@Test
	void saml2SaysWhatIsAskedForAndWhatTheAnswerMustBe() {
		LoginOutline outline = outline("protocol: SAML2, saml2: { metadataUrl: 'https://idp.example.fr/m', "
				+ "nameId: PERSISTENT, wantEncrypted: true, forceAuthn: true, authnContext: 'urn:strong' }");
		assertThat(outline.steps()).containsExactly(Step.of(Kind.SAML_REQUEST_SIGNED, ""),
				Step.of(Kind.NAME_PERSISTENT), Step.of(Kind.SAML_CONTEXT, "urn:strong"), Step.of(Kind.FORCED),
				Step.of(Kind.SAML_RETURN, HERE + "/.passerelle/saml2/acs"),
				Step.of(Kind.SAML_SIGNED, HERE + "/.passerelle/saml2/metadata"), Step.of(Kind.SAML_ENCRYPTED),
				Step.of(Kind.USER_NAME_ID));
		assertThat(outline("protocol: SAML2, saml2: { metadataUrl: 'https://idp.example.fr/m', signRequests: false, "
				+ "ssoUrl: 'https://idp.example.fr/sso' }, attributes: { user: uid }")
			.steps()).contains(Step.of(Kind.SAML_REQUEST, "https://idp.example.fr/sso"), Step.of(Kind.SAML_CLEAR),
					Step.of(Kind.USER_ATTRIBUTE, "uid"));
	}

	@Test
	void wsFederationSaysByWhatNameTheServiceKnowsUs() {
		assertThat(outline("protocol: WS_FEDERATION, wsFederation: { passiveUrl: 'https://sts.example.fr/ls', "
				+ "realm: 'urn:ecole' }")
			.steps()).containsExactly(Step.of(Kind.WS_REQUEST, "https://sts.example.fr/ls", "urn:ecole"),
					Step.of(Kind.WS_RETURN, HERE + "/.passerelle/wsfed"), Step.of(Kind.WS_SIGNED, "urn:ecole"),
					Step.of(Kind.USER_TOKEN));
	}

	@Test
	void openIdConnectSaysWhichTokenCounts() {
		LoginOutline outline = outline("protocol: OIDC, oidc: { issuer: 'https://op.example.fr', clientId: nous, "
				+ "scopes: [openid, email], userinfo: false, clientAuthentication: POST, idTokenAlgorithm: ES256 }");
		assertThat(outline.steps()).containsExactly(
				Step.of(Kind.OIDC_REQUEST, "https://op.example.fr/.well-known/openid-configuration", "nous",
						"openid email"),
				Step.of(Kind.OIDC_RETURN, HERE + "/.passerelle/oidc/callback"), Step.of(Kind.OIDC_SECRET_POST),
				Step.of(Kind.OIDC_TOKEN, "ES256", "https://op.example.fr", "nous"), Step.of(Kind.OIDC_TOKEN_ALONE),
				Step.of(Kind.USER_SUBJECT));
	}

	@Test
	void eduConnectSaysWhichAccountsOpenWhat() {
		LoginOutline outline = outline("protocol: EDUCONNECT, educonnect: { environment: production, by: CAS }");
		assertThat(outline.steps()).extracting(Step::kind)
			.containsSubsequence(Kind.CAS_VALIDATION, Kind.USER_CAS, Kind.EDUCONNECT_ACCOUNTS, Kind.EDUCONNECT_MISHAP);
		assertThat(outline.reads().get("profiles")).startsWith("FrEduCtPersonAffiliation");
	}

	@ParameterizedTest
	@CsvSource({ "ELV, ELEVE, PASSWORD_ASKED", "TUT, PARENT, PASSWORD_ASKED", "ELV, PARENT, OTHER_ACCOUNT",
			"National_TUT, ELEVE, OTHER_ACCOUNT", "resp1d, ELEVE, OTHER_ACCOUNT" })
	void anEduConnectAccountOfTheOtherKindIsToldSoBeforeAPassword(String account, EspaceKey espace, Answer answer) {
		Establishment school = school("protocol: EDUCONNECT, educonnect: { environment: production, by: CAS }");
		WhatIf whatIf = new WhatIf((bytes, type, configured, service) -> Reading.UNREADABLE, new Admission(),
				(establishment, delegation, identity) -> new Recognised.AskPassword(false), 100);
		WhatIfResult result = whatIf.profiles(school, delegation(school), List.of(account), List.of());
		assertThat(result.espaces()).filteredOn((verdict) -> verdict.espace() == espace)
			.extracting(Verdict::answer)
			.containsExactly(answer);
	}

	@ParameterizedTest
	@EnumSource
	void everyStepHasWordsInBothLanguages(Kind kind) {
		Step step = Step.of(kind, "one", "two", "");
		assertThat(this.words.step(step, Locale.FRENCH)).endsWith(".").doesNotContain("{", "??", "login.");
		assertThat(this.words.step(step, Locale.ENGLISH)).endsWith(".")
			.doesNotContain("{", "??", "login.")
			.isNotEqualTo(this.words.step(step, Locale.FRENCH));
	}

	private static LoginOutline outline(String delegation) {
		Establishment school = school(delegation);
		return WhatIf.outline(school, delegation(school));
	}

	private static Delegation delegation(Establishment school) {
		return school.delegation("ent").orElseThrow();
	}

	private static Establishment school(String delegation) {
		return DocumentReaderTests.read(ConfigurationDocument
			.parse("""
					{ uai: 0330001A, name: Collège, publicUrl: '%s', upstream: 'http://127.0.0.1:9',
					delegations: [ { id: ent, label: ENT, %s } ],
					espaces: { parent: { published: true, delegations: [ent] }, eleve: { published: true, delegations: [ent] } } }"""
				.formatted(HERE, delegation)
				.getBytes(StandardCharsets.UTF_8), Format.YAML));
	}

}
