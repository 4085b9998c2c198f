package fr.passerelle.gateway.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.federation.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the block {@code educonnect} means. */
class EduConnectReaderTests {

	@Test
	void bySamlTheEnvironmentSaysNameAndAddress() {
		Delegation made = read("environment: production, by: SAML2, certificates: " + certificate());
		Saml saml = Saml.of(made);
		assertThat(saml.entityId()).isEqualTo("https://educonnect.education.gouv.fr/idp");
		assertThat(saml.loginUrl()).hasToString("https://educonnect.education.gouv.fr/idp/profile/SAML2/Redirect/SSO");
		assertThat(saml.signRequests()).isTrue();
		assertThat(saml.wantEncrypted()).isTrue();
		assertThat(saml.declared()).isEqualTo(Protocol.EDUCONNECT);
		assertThat(saml.protocol()).isEqualTo(Protocol.SAML2);
		assertThat(EduConnect.of(saml))
			.isEqualTo(new EduConnect(EduConnect.Environment.PRODUCTION, EduConnect.Way.SAML2));
		assertThat(made.attributes().user()).containsExactly("FrEduCtId", "urn:oid:1.3.6.1.4.1.20326.10.999.1.57");
		assertThat(made.attributes().profiles()).startsWith("FrEduCtPersonAffiliation");
	}

	@Test
	void whoHasAnAccountIsNotAdmittedForThatAlone() {
		assertThat(read("environment: production, by: CAS").recognition()).containsExactly(Recognition.PERSON_ID,
				Recognition.IDENTITY, Recognition.PASSWORD);
	}

	@Test
	void metadataOfTheOtherEnvironmentIsRefused() {
		assertThat(faults("environment: preproduction, by: SAML2, metadata: "
				+ metadata("https://educonnect.education.gouv.fr/idp")))
			.allMatch((fault) -> fault.startsWith("delegations[0].educonnect.metadata: cannot be used"));
		Saml saml = Saml.of(read("environment: preproduction, by: SAML2, wantEncrypted: false, metadata: "
				+ metadata("https://pr4.educonnect.phm.education.gouv.fr/idp")));
		assertThat(saml.loginUrl()).hasToString("https://idp.example.fr/sso");
		assertThat(saml.wantEncrypted()).isFalse();
	}

	@Test
	void metadataAtAnAddressIsNotOverridden() {
		Saml saml = Saml
			.of(read("environment: production, by: SAML2, metadataUrl: 'https://academie.example.fr/educonnect.xml'"));
		assertThat(saml.values().find(SamlFields.SSO_URL)).isNull();
		assertThat(saml.entityId()).isEqualTo("https://educonnect.education.gouv.fr/idp");
	}

	@Test
	void byCasTheHubOfTheCatalogueIsMeant() {
		Delegation made = read("environment: production, by: CAS");
		Cas cas = Cas.of(made);
		assertThat(cas.loginUrl()).hasToString("https://hubeduconnect.index-education.net/EduConnect/cas/login");
		assertThat(cas.validation()).isEqualTo(Validation.CAS2);
		assertThat(cas.declared()).isEqualTo(Protocol.EDUCONNECT);
		assertThat(made.ent()).isEqualTo("hub-educonnect");
		assertThat(made.attributes().user()).isEmpty();
		assertThat(made.attributes().profiles()).startsWith("FrEduCtPersonAffiliation");
	}

	@ParameterizedTest
	@CsvSource({ "PRODUCTION,educonnect", "PREPRODUCTION,educonnect-preproduction" })
	void environmentsAreThoseOfTheCatalogue(EduConnect.Environment environment, String entry) throws IOException {
		try (InputStream file = Objects
			.requireNonNull(EntCatalog.class.getResourceAsStream("/ent-catalog/ents/" + entry + ".yaml"))) {
			assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8)).contains("signOn: EDUCONNECT",
					"entityId: " + environment.entityId() + "\n", "signOnUrl: " + environment.signOn() + "\n");
		}
	}

	@Test
	void byOidcTheEnvironmentIsTheIssuer() {
		Delegation made = read("environment: production, by: OIDC, clientId: college, forceAuthn: true");
		Oidc oidc = Oidc.of(made);
		assertThat(oidc.issuerName()).isEqualTo("https://educonnect.education.gouv.fr");
		assertThat(oidc.clientId()).isEqualTo("college");
		assertThat(oidc.forceAuthn()).isTrue();
		assertThat(oidc.declared()).isEqualTo(Protocol.EDUCONNECT);
		assertThat(made.attributes().user()).startsWith("FrEduCtId");
		assertThat(made.attributes().familyName()).contains("family_name");
		assertThat(faults("environment: production, by: OIDC, metadata: x")).containsExactlyInAnyOrder(
				"delegations[0].educonnect.metadata: is for by: SAML2 alone",
				"delegations[0].educonnect.clientId: is required");
	}

	@Test
	void anotherHubIsNamedByItsServer() {
		Delegation made = read(
				"environment: preproduction, by: CAS, serverUrl: 'https://hub.example.fr/cas', validation: CAS3");
		assertThat(Cas.of(made).validationUrl()).hasToString("https://hub.example.fr/cas/p3/serviceValidate");
		assertThat(made.ent()).isNull();
		assertThat(faults("environment: preproduction, by: CAS")).containsExactly(
				"delegations[0].educonnect.loginUrl: is required where there is no serverUrl",
				"delegations[0].educonnect.validationUrl: is required where there is no serverUrl");
	}

	@Test
	void aHalfBlockNamesWhatIsMissingAndWhatIsAccepted() {
		assertThat(faults("environment: production"))
			.containsExactly("delegations[0].educonnect.by: is required: one of SAML2, OIDC, CAS, PLATFORM");
		assertThat(faults("by: OPENID")).containsExactlyInAnyOrder(
				"delegations[0].educonnect.by: is one of SAML2, OIDC, CAS, PLATFORM",
				"delegations[0].educonnect.environment: is required: one of production, preproduction");
		assertThat(faults("environment: production, by: SAML2")).singleElement()
			.asString()
			.startsWith("delegations[0].educonnect.metadata: is required: the file that the ministry gave");
		assertThat(faults("environment: production, by: CAS, certificates: x, metadata: y")).containsExactlyInAnyOrder(
				"delegations[0].educonnect.metadata: is for by: SAML2 alone",
				"delegations[0].educonnect.certificates: is for by: SAML2 alone");
	}

	@Test
	void byThePlatformTheBlockSaysNothingElse() {
		PlatformEduConnect entry = PlatformSettings.read("https://connexion.example.fr",
				Map.of("environment", "production", "metadataUrl", "https://academie.example.fr/educonnect.xml"), true);
		Delegation made = read("by: PLATFORM", entry);
		assertThat(PlatformEduConnect.leads(made)).isTrue();
		assertThat(made.signOn()).isEqualTo(entry.saml());
		assertThat(made.signOn().register(TestEstablishments.college()))
			.isEqualTo("https://connexion.example.fr/.passerelle/saml2/metadata");
		assertThat(made.attributes().user()).startsWith("FrEduCtId");
		assertThat(made.recognition()).containsExactly(Recognition.PERSON_ID, Recognition.IDENTITY,
				Recognition.PASSWORD);
		assertThat(faults("by: PLATFORM, environment: production, wantEncrypted: false")).containsExactlyInAnyOrder(
				"delegations[0].educonnect.environment: is for by: SAML2 alone",
				"delegations[0].educonnect.wantEncrypted: is for by: SAML2 alone");
	}

	/**
	 * A document in force when the platform gives up its entry goes on, and leads
	 * nowhere.
	 */
	@Test
	void withoutAnEntryOfThePlatformTheDelegationHasNoKey() {
		Delegation made = read("by: PLATFORM");
		assertThat(Saml.of(made).hasKey()).isFalse();
		assertThat(EduConnect.of(made.signOn()))
			.isEqualTo(new EduConnect(EduConnect.Environment.PRODUCTION, EduConnect.Way.PLATFORM));
	}

	private static List<String> faults(String block) {
		List<String> faults = new ArrayList<>();
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> read(block))
			.satisfies((ex) -> ex.faults().forEach((fault) -> faults.add(fault.toString())));
		return faults;
	}

	private static Delegation read(String block) {
		return read(block, PlatformEduConnect.NONE);
	}

	private static Delegation read(String block, PlatformEduConnect platform) {
		String text = """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: https://0330001a.example.fr
				upstream: http://127.0.0.1:9000
				delegations: [{ id: edu, label: EduConnect, protocol: EDUCONNECT, educonnect: { %s } }]
				espaces: { parent: { delegations: [edu] } }
				""".formatted(block);
		ConfigurationDocument document = ConfigurationDocument.parse(text.getBytes(StandardCharsets.UTF_8),
				Format.YAML);
		Establishment establishment = new DocumentReader("/pronote", platform).read(document,
				new EntCopies(EntCatalog.bundled(), Map.of()), 1);
		return establishment.delegations().get(0);
	}

	private static String certificate() {
		return quoted(pem());
	}

	private static String metadata(String entityId) {
		String key = pem().replaceAll("-----[A-Z ]+-----", "");
		return quoted("<md:EntityDescriptor xmlns:md=\"" + Names.METADATA + "\" entityID=\"" + entityId
				+ "\"><md:IDPSSODescriptor protocolSupportEnumeration=\"" + Names.PROTOCOL
				+ "\"><md:KeyDescriptor><ds:KeyInfo xmlns:ds=\"" + Names.SIGNATURE
				+ "\"><ds:X509Data><ds:X509Certificate>" + key
				+ "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding=\""
				+ Names.REDIRECT
				+ "\" Location=\"https://idp.example.fr/sso\"/></md:IDPSSODescriptor></md:EntityDescriptor>");
	}

	private static String pem() {
		try {
			return Files.readString(Path.of("src/test/resources/certificates/client.pem")).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String quoted(String text) {
		return '"' + text.replace("\"", "\\\"").replace("\n", "\\n") + '"';
	}

}
