package fr.passerelle.gateway.diagnosis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import fr.passerelle.gateway.cas.TestLines;
import fr.passerelle.gateway.diagnosis.Step.Status;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.establishment.WsFederationFields;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.oidc.CodeTrial;
import fr.passerelle.gateway.saml.TestKeys;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps of providers that tell their addresses and keys in a document. */
class ProviderStepsTests {

	private static final String ISSUER = "urn:sts:essai";

	private final TestLines lines = new TestLines(Clock.systemUTC(), Duration.ofMillis(1500));

	private final HttpServer server;

	private volatile int status = 200;

	private volatile @Nullable String metadata;

	private volatile int loginStatus = 400;

	ProviderStepsTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			boolean asked = exchange.getRequestURI().getPath().endsWith(".xml");
			byte[] body = (asked ? String.valueOf(this.metadata) : "<html>").getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(asked ? this.status : this.loginStatus, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		this.lines.close();
	}

	@Test
	void aSoundTokenServiceIsSound() {
		this.metadata = sts(url() + "/adfs/ls/");
		Diagnosis diagnosis = run(wsFederation());
		assertThat(findings(diagnosis)).containsExactly("NAME NAME_PRIVATE OK", "CONNECTION CONNECTED OK",
				"TLS TLS_PLAIN_LOCAL SKIPPED", "METADATA METADATA_READ OK", "KEYS " + keys(),
				"LOGIN_PAGE SIGN_ON_ANSWERS OK", "CLOCK CLOCK_AGREES OK");
		assertThat(step(diagnosis, Step.Kind.METADATA).seen()).containsExactly(ISSUER);
		assertThat(step(diagnosis, Step.Kind.LOGIN_PAGE).target()).isEqualTo(url() + "/adfs/ls/");
		EntLetter letter = new EntLetter(new DiagnosisWords(), ZoneId.of("Europe/Paris"));
		assertThat(letter.text(diagnosis, Locale.FRENCH))
			.contains("par le protocole WS-Federation", "Notre domaine",
					"https://0330001a.example.fr/.passerelle/wsfed", "métadonnées\u00a0: " + url())
			.doesNotContain("CAS", "ticket", "{");
		assertThat(letter.text(diagnosis, Locale.ENGLISH)).contains("by the protocol WS-Federation", "Our realm");
	}

	@Test
	void aSoundIdentityProviderIsSound() {
		this.metadata = idp(url() + "/sso");
		Diagnosis diagnosis = run(saml());
		assertThat(findings(diagnosis)).contains("METADATA METADATA_READ OK", "KEYS " + keys(),
				"LOGIN_PAGE SIGN_ON_ANSWERS OK", "CLOCK CLOCK_AGREES OK");
		EntLetter letter = new EntLetter(new DiagnosisWords(), ZoneId.of("Europe/Paris"));
		assertThat(letter.text(diagnosis, Locale.FRENCH))
			.contains("par le protocole SAML 2", "https://0330001a.example.fr/.passerelle/saml2/metadata")
			.doesNotContain("CAS", "ticket", "{");
	}

	@ParameterizedTest
	@CsvSource({ "404, <x/>, METADATA_STATUS", "200, <html/>, METADATA_UNREADABLE", "200, junk, METADATA_UNREADABLE" })
	void metadataThatCannotBeUsedEndsIt(int answered, String body, Finding finding) {
		this.status = answered;
		this.metadata = body;
		for (SignOn signOn : List.of(wsFederation(), saml())) {
			Diagnosis diagnosis = run(signOn);
			assertThat(step(diagnosis, Step.Kind.METADATA).finding()).isEqualTo(finding);
			assertThat(step(diagnosis, Step.Kind.KEYS).finding()).isEqualTo(Finding.NOT_TRIED);
			assertThat(step(diagnosis, Step.Kind.LOGIN_PAGE).finding()).isEqualTo(Finding.NOT_TRIED);
			assertThat(diagnosis.status()).isEqualTo(Status.FAILED);
		}
	}

	@ParameterizedTest
	@CsvSource({ "-1, METADATA_ENDED, FAILED", "24, METADATA_ENDS_SOON, WARNING", "72, METADATA_READ, OK" })
	void theEndOfMetadataIsSaid(int hours, Finding finding, Status expected) {
		Instant end = Instant.now().plus(Duration.ofHours(hours));
		this.metadata = sts(url() + "/adfs/ls/").replace("entityID", "validUntil=\"" + end + "\" entityID");
		Step step = step(run(wsFederation()), Step.Kind.METADATA);
		assertThat(step.finding()).isEqualTo(finding);
		assertThat(step.status()).isEqualTo(expected);
	}

	@Test
	void anAddressWithoutAPageIsAWarning() {
		this.metadata = idp(url() + "/sso");
		this.loginStatus = 404;
		Step step = step(run(saml()), Step.Kind.LOGIN_PAGE);
		assertThat(step.finding()).isEqualTo(Finding.SIGN_ON_NOT_FOUND);
		assertThat(step.status()).isEqualTo(Status.WARNING);
	}

	/** Metadata of one host leads the gateway into no network. */
	@Test
	void anAddressInsideThatOnlyTheMetadataNamesIsNotExamined() {
		this.metadata = idp("http://10.1.2.3:81/sso");
		Diagnosis diagnosis = run(saml());
		assertThat(findings(diagnosis)).contains("NAME NAME_INSIDE WARNING", "LOGIN_PAGE NOT_TRIED SKIPPED");
		assertThat(diagnosis.status()).isEqualTo(Status.WARNING);
	}

	@Test
	void aDocumentThatHoldsEverythingNeedsNoMetadata() {
		SignOn typed = new WsFederation(
				FieldValues.NONE.with(WsFederationFields.PASSIVE_URL, URI.create(url() + "/adfs/ls/"))
					.with(WsFederationFields.ISSUER, ISSUER)
					.with(WsFederationFields.CERTIFICATES, List.of(TestKeys.x509())));
		assertThat(findings(run(typed))).contains("METADATA METADATA_TYPED OK", "KEYS " + keys(),
				"NAME NAME_PRIVATE OK", "LOGIN_PAGE SIGN_ON_ANSWERS OK");
		this.metadata = "<none/>";
		SignOn held = new Saml(FieldValues.NONE.with(SamlFields.METADATA, idp(url() + "/sso"))
			.with(SamlFields.ENTITY_ID, ISSUER)
			.with(SamlFields.SSO_URL, URI.create(url() + "/sso")));
		assertThat(findings(run(held))).contains("METADATA METADATA_READ OK", "LOGIN_PAGE SIGN_ON_ANSWERS OK");
	}

	/**
	 * The test's certificate may have ended long ago: a warning, since its key counts.
	 */
	private static String keys() {
		return TestKeys.x509().getNotAfter().toInstant().isAfter(Instant.now()) ? "KEYS_KNOWN OK"
				: "KEYS_ENDED WARNING";
	}

	private String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private SignOn wsFederation() {
		return new WsFederation(
				FieldValues.NONE.with(WsFederationFields.METADATA_URL, URI.create(url() + "/metadata.xml")));
	}

	private SignOn saml() {
		return new Saml(FieldValues.NONE.with(SamlFields.METADATA_URL, URI.create(url() + "/metadata.xml")));
	}

	private Diagnosis run(SignOn signOn) {
		Delegation usual = TestEstablishments.delegation("ent");
		Delegation delegation = new Delegation("ent", "ENT", true, null, signOn, usual.attributes(),
				usual.recognition(), false);
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			espaces.put(key, TestEstablishments.espace(key, true, List.of(), false));
		}
		Establishment school = TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces);
		PasserelleSettings.Probe settings = new PasserelleSettings.Probe(true, Duration.ofMinutes(1),
				Duration.ofSeconds(1), 8, Duration.ofSeconds(30), 4);
		return new Diagnoses(this.lines.line(), new CodeTrial((uai, one) -> null), (entry) -> {
		}, settings, this.lines.bounds(), Clock.systemUTC()).run(school, delegation);
	}

	private static String sts(String passive) {
		return "<EntityDescriptor entityID=\"" + ISSUER + "\" xmlns=\"" + Names.METADATA
				+ "\"><RoleDescriptor xsi:type=\"fed:SecurityTokenServiceType\""
				+ " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:fed=\"" + Names.FEDERATION + "\">"
				+ key() + "<fed:PassiveRequestorEndpoint><EndpointReference xmlns=\"" + Names.ADDRESSING
				+ "\"><Address>" + passive
				+ "</Address></EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor></EntityDescriptor>";
	}

	private static String idp(String login) {
		return "<EntityDescriptor entityID=\"" + ISSUER + "\" xmlns=\"" + Names.METADATA + "\"><IDPSSODescriptor>"
				+ key() + "<SingleSignOnService Binding=\"" + Names.REDIRECT + "\" Location=\"" + login
				+ "\"/></IDPSSODescriptor></EntityDescriptor>";
	}

	private static String key() {
		return "<KeyDescriptor><KeyInfo xmlns=\"" + Names.SIGNATURE + "\"><X509Data><X509Certificate>"
				+ TestKeys.certificate() + "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>";
	}

	private static Step step(Diagnosis diagnosis, Step.Kind kind) {
		return diagnosis.steps().stream().filter((step) -> step.kind() == kind).findFirst().orElseThrow();
	}

	private static List<String> findings(Diagnosis diagnosis) {
		return diagnosis.steps()
			.stream()
			.map((step) -> step.kind() + " " + step.finding() + " " + step.status())
			.toList();
	}

}
