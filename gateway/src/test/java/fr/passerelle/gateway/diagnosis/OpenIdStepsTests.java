package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.cas.TestLines;
import fr.passerelle.gateway.diagnosis.Step.Status;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.testkit.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps of a provider of OpenID Connect. */
class OpenIdStepsTests {

	private final TestLines lines = new TestLines(Clock.systemUTC(), Duration.ofMillis(1500));

	private final FakeProvider provider = new FakeProvider();

	@AfterEach
	void stop() {
		this.provider.close();
		this.lines.close();
	}

	@Test
	void aSoundProviderIsSound() {
		Diagnosis diagnosis = run(this.provider.url());
		assertThat(findings(diagnosis)).containsExactly("NAME NAME_PRIVATE", "CONNECTION CONNECTED",
				"TLS TLS_PLAIN_LOCAL", "METADATA METADATA_READ", "KEYS KEYS_READ", "CLOCK CLOCK_AGREES");
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

	private Diagnosis run(String issuer) {
		Oidc oidc = new Oidc(FieldValues.NONE.with(OidcFields.ISSUER, URI.create(issuer))
			.with(OidcFields.CLIENT_ID, FakeProvider.CLIENT));
		Delegation like = TestEstablishments.delegation("op");
		Delegation delegation = new Delegation("op", "OP", true, null, oidc, like.attributes(), like.recognition(),
				false);
		PasserelleSettings.Probe settings = new PasserelleSettings.Probe(true, Duration.ofMinutes(1),
				Duration.ofSeconds(1), 8, Duration.ofSeconds(30), 4);
		return new Diagnoses(this.lines.line(), (entry) -> {
		}, settings, this.lines.bounds(), Clock.systemUTC()).run(TestEstablishments.college(), delegation);
	}

	private static List<String> findings(Diagnosis diagnosis) {
		return diagnosis.steps().stream().map((step) -> step.kind() + " " + step.finding()).toList();
	}

}
