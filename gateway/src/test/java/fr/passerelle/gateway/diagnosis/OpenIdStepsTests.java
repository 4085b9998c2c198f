package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import com.nimbusds.oauth2.sdk.auth.Secret;
import fr.passerelle.gateway.cas.TestLines;
import fr.passerelle.gateway.diagnosis.Step.Status;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DocumentReaderTests;
import fr.passerelle.gateway.establishment.ClientAuthentication;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.oidc.CodeTrial;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.testkit.FakeProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps of a provider of OpenID Connect. */
class OpenIdStepsTests {

	private final TestLines lines = new TestLines(Clock.systemUTC(), Duration.ofMillis(1500));

	private final FakeProvider provider = new FakeProvider();

	private @Nullable Secret secret = new Secret(FakeProvider.SECRET);

	private FieldValues values = FieldValues.NONE;

	private Establishment college = TestEstablishments.college();

	@AfterEach
	void stop() {
		this.provider.close();
		this.lines.close();
	}

	@Test
	void aSoundProviderIsSound() {
		Diagnosis diagnosis = run(this.provider.url());
		assertThat(findings(diagnosis)).containsExactly("NAME NAME_PRIVATE", "CONNECTION CONNECTED",
				"TLS TLS_PLAIN_LOCAL", "METADATA METADATA_READ", "KEYS KEYS_READ", "CODE CODE_REFUSED",
				"CLOCK CLOCK_AGREES");
		assertThat(diagnosis.status()).isEqualTo(Status.OK);
		assertThat(diagnosis.register()).isEqualTo(TestEstablishments.college().address(Oidc.RETURN_PATH));
		EntLetter letter = new EntLetter(new DiagnosisWords(), ZoneId.of("Europe/Paris"));
		assertThat(letter.text(diagnosis, Locale.FRENCH))
			.contains("par le protocole OpenID Connect", "/.passerelle/oidc/callback",
					"/.passerelle/oidc/backchannel-logout")
			.doesNotContain("CAS", "ticket", "{");
	}

	@Test
	void anIssuerThatIsNearlyRightIsNamed() {
		Diagnosis diagnosis = run(this.provider.url() + "/");
		assertThat(findings(diagnosis)).contains("METADATA METADATA_UNREADABLE", "KEYS NOT_TRIED");
		assertThat(diagnosis.steps().get(3).seen()).singleElement().asString().contains("another issuer");
		assertThat(diagnosis.status()).isEqualTo(Status.FAILED);
	}

	@Test
	void anAddressWithoutDiscoveryIsNamed() {
		assertThat(findings(run(this.provider.url() + "/ecole"))).contains("METADATA METADATA_STATUS",
				"KEYS NOT_TRIED");
	}

	@Test
	void keysThatCannotBeUsedAreNamed() {
		this.provider.published = List.of();
		assertThat(findings(run(this.provider.url()))).contains("METADATA METADATA_READ", "KEYS KEYS_UNREADABLE");
	}

	@Test
	void aWrongSecretIsToldAsSuchAndShownNowhere() {
		this.secret = new Secret("canary-secret");
		Diagnosis diagnosis = run(this.provider.url());
		assertThat(findings(diagnosis)).contains("CODE CODE_CLIENT_REFUSED");
		assertThat(diagnosis.status()).isEqualTo(Status.FAILED);
		Step step = diagnosis.steps().get(5);
		assertThat(step.seen()).containsExactly("invalid_client");
		assertThat(new DiagnosisWords().seen(step, Locale.FRENCH)).contains("ne reconnaît pas", "notre secret");
		assertThat(new EntLetter(new DiagnosisWords(), ZoneId.of("Europe/Paris")).text(diagnosis, Locale.FRENCH)
				+ diagnosis.steps())
			.doesNotContain("canary");
	}

	@Test
	void aMissingSecretIsToldBeforeTheProviderIsAsked() {
		this.secret = null;
		assertThat(findings(run(this.provider.url()))).contains("CODE CODE_SECRET_LATER");
		this.college = withDelegation();
		assertThat(findings(run(this.provider.url()))).contains("CODE CODE_SECRET_MISSING");
		assertThat(this.provider.requests()).doesNotContain("/token");
	}

	@Test
	void aSecretInTheOtherPlaceOrNoneIsRefusedLikeAWrongOne() {
		this.values = FieldValues.NONE.with(OidcFields.CLIENT_AUTHENTICATION, ClientAuthentication.POST);
		assertThat(findings(run(this.provider.url()))).contains("CODE CODE_CLIENT_REFUSED");
		this.values = FieldValues.NONE.with(OidcFields.CLIENT_AUTHENTICATION, ClientAuthentication.NONE);
		assertThat(findings(run(this.provider.url()))).contains("CODE CODE_CLIENT_UNKNOWN");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"error":"invalid_grant","error_description":"canary"} | invalid_grant | false
			{"error":"<b>canary</b>"}                               | OTHER         | false
			{"access_token":"canary"}                               | ''            | true
			{"error":1}                                             | ''            | false
			[]                                                      | ''            | false
			<html>                                                  | ''            | false""")
	void anAnswerIsACodeTokensOrNothing(String body, String refusal, boolean tokens) {
		assertThat(CodeTrial.read(body.getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(new CodeTrial.Answer(refusal, tokens));
	}

	private static Establishment withDelegation() {
		return DocumentReaderTests.read(ConfigurationDocument
			.parse("""
					{ uai: 0330001A, name: Collège, publicUrl: 'https://0330001a.example.fr', upstream: 'http://127.0.0.1:9',
					delegations: [ { id: op, label: OP, protocol: OIDC, oidc: { issuer: 'https://op.example.fr', clientId: us } } ] }"""
				.getBytes(StandardCharsets.UTF_8), Format.YAML));
	}

	private Diagnosis run(String issuer) {
		Oidc oidc = new Oidc(this.values.with(OidcFields.ISSUER, URI.create(issuer))
			.with(OidcFields.CLIENT_ID, FakeProvider.CLIENT));
		Delegation like = TestEstablishments.delegation("op");
		Delegation delegation = new Delegation("op", "OP", true, null, oidc, like.attributes(), like.recognition(),
				false);
		PasserelleSettings.Probe settings = new PasserelleSettings.Probe(true, Duration.ofMinutes(1),
				Duration.ofSeconds(1), 8, Duration.ofSeconds(30), 4);
		return new Diagnoses(this.lines.line(), new CodeTrial((uai, one) -> this.secret), (entry) -> {
		}, settings, this.lines.bounds(), Clock.systemUTC()).run(this.college, delegation);
	}

	private static List<String> findings(Diagnosis diagnosis) {
		return diagnosis.steps().stream().map((step) -> step.kind() + " " + step.finding()).toList();
	}

}
