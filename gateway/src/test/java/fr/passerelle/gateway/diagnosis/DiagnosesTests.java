package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.cas.TestLines;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.diagnosis.Step.Status;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.oidc.CodeTrial;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.FaultOrder;
import fr.passerelle.mockcas.MockCasServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Every step against the mock ENT and its faults.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DiagnosesTests {

	private final MockCasServer ent = MockCasServer.server().https().build();

	private final TestLines lines = new TestLines(Clock.systemUTC(), Duration.ofMillis(1500));

	private final List<AuditEntry> audit = new ArrayList<>();

	private final Diagnoses diagnoses = diagnoses(Clock.systemUTC(), 4);

	DiagnosesTests() {
		this.ent.start();
	}

	@AfterEach
	void stop() {
		this.ent.stop();
		this.lines.close();
	}

	@ParameterizedTest
	@EnumSource
	void aSoundEntIsSoundInEveryDialect(Validation validation) {
		Diagnosis diagnosis = run(cas(this.ent.url(), validation));
		assertThat(findings(diagnosis)).containsExactly("NAME NAME_PRIVATE OK", "CONNECTION CONNECTED OK",
				"TLS TLS_PLAIN_LOCAL SKIPPED", "LOGIN_PAGE LOGIN_PAGE_FOUND OK", "VALIDATION VALIDATION_REFUSES OK",
				// Only a SAML answer of this ENT says what time it has.
				(validation == Validation.SAML1) ? "CLOCK CLOCK_AGREES OK" : "CLOCK CLOCK_UNKNOWN SKIPPED");
		assertThat(diagnosis.status()).isEqualTo(Status.OK);
		assertThat(diagnosis.register()).isEqualTo("https://0330001a.example.fr/pronote/**");
		assertThat(diagnosis.service()).isEqualTo("https://0330001a.example.fr/pronote/parent.html");
	}

	@Test
	void theTicketIsMadeUpAndNoneIsSentToTheLoginPage() {
		run(cas(this.ent.url(), Validation.CAS2));
		assertThat(this.ent.validations()).hasSize(1);
		assertThat(this.ent.requests().toString()).contains("login");
		assertThat(this.ent.issuedTickets()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "500,VALIDATION_SERVER_ERROR", "HTML,VALIDATION_PAGE", "empty,VALIDATION_EMPTY",
			"truncated,VALIDATION_BREAKS_OFF", "endless,VALIDATION_TOO_LARGE", "DOCTYPE,VALIDATION_DOCTYPE",
			"drop,VALIDATION_BREAKS_OFF", "late,VALIDATION_TIMEOUT", "drip,VALIDATION_TIMEOUT",
			"redirect,VALIDATION_REDIRECTS" })
	void everyFaultOfValidationIsNamedWithItsRemedy(String fault, Finding finding) {
		this.ent.inject(FaultOrder.of(Fault.of(fault)));
		Step step = step(run(cas(this.ent.url(), Validation.CAS2)), Kind.VALIDATION);
		assertThat(step.finding()).isEqualTo(finding);
		assertThat(step.status()).isEqualTo(Status.FAILED);
	}

	@ParameterizedTest
	@CsvSource({ "500,LOGIN_PAGE_STATUS", "empty,LOGIN_PAGE_UNRECOGNISED", "late,LOGIN_PAGE_TIMEOUT",
			"drop,LOGIN_PAGE_UNREACHABLE" })
	void everyFaultOfTheLoginPageIsNamed(String fault, Finding finding) {
		this.ent.inject(FaultOrder.of(Fault.of(fault)).atLogin());
		Diagnosis diagnosis = run(cas(this.ent.url(), Validation.CAS2));
		assertThat(step(diagnosis, Kind.LOGIN_PAGE).finding()).isEqualTo(finding);
		assertThat(step(diagnosis, Kind.VALIDATION).finding()).isEqualTo(Finding.VALIDATION_REFUSES);
	}

	@Test
	void anAddressThatIsNotRegisteredIsSaidWithTheExactText() {
		try (MockCasServer strict = MockCasServer.server().services("https://other.example.fr/**").build()) {
			strict.start();
			Step step = step(run(cas(strict.url(), Validation.CAS2)), Kind.LOGIN_PAGE);
			assertThat(step.finding()).isEqualTo(Finding.LOGIN_PAGE_SERVICE_REFUSED);
			assertThat(new DiagnosisWords().remedy(step, Locale.FRENCH)).contains("URL à communiquer au socle ENT",
					"https://0330001a.example.fr/pronote/**");
		}
	}

	@ParameterizedTest
	@CsvSource({ "CAS2,/cas/samlValidate,CAS2,/cas/serviceValidate",
			"SAML1,/cas/serviceValidate,CAS2,/cas/serviceValidate", "CAS2,/cas/nothing,CAS2,/cas/serviceValidate",
			"CAS1,/cas/serviceValidate,CAS2,/cas/serviceValidate" })
	void aWrongPathOrDialectIsSaidWithOneThatWorks(Validation wrong, String path, Validation right, String rightPath) {
		String origin = this.ent.url().replace("/cas", "");
		Cas cas = new Cas(URI.create(origin + "/cas/login"), URI.create(origin + path),
				URI.create(origin + "/cas/logout"), wrong, false, List.of());
		Step step = step(run(cas), Kind.VALIDATION);
		assertThat(step.finding()).isEqualTo(Finding.VALIDATION_OTHER_WORKS);
		assertThat(step.seen().subList(1, 3)).containsExactly(right.name(), origin + rightPath);
	}

	@Test
	void aServerThatIsNoCasServerAtAllSaysWhatItAnswers() {
		Cas cas = new Cas(URI.create(this.ent.url() + "/nowhere"), URI.create(this.ent.url() + "/none"),
				URI.create(this.ent.url() + "/logout"), Validation.CAS2, false, List.of());
		Diagnosis diagnosis = run(cas);
		assertThat(step(diagnosis, Kind.LOGIN_PAGE).finding()).isEqualTo(Finding.LOGIN_PAGE_NOT_FOUND);
		assertThat(step(diagnosis, Kind.VALIDATION).finding()).isEqualTo(Finding.VALIDATION_NOT_FOUND);
	}

	@Test
	void aNameThatDoesNotExistEndsItThere() {
		Diagnosis diagnosis = run(cas("https://ent.invalid/cas", Validation.CAS2));
		assertThat(step(diagnosis, Kind.NAME).finding()).isIn(Finding.NAME_UNKNOWN, Finding.NAME_TIMEOUT);
		assertThat(diagnosis.steps().stream().skip(1)).extracting(Step::finding)
			.containsExactly(Finding.NOT_TRIED, Finding.NOT_TRIED, Finding.NOT_TRIED, Finding.NOT_TRIED,
					Finding.CLOCK_UNKNOWN);
	}

	@Test
	void aPortWhereNothingListensIsRefused() {
		String url = this.ent.url();
		this.ent.stop();
		Diagnosis diagnosis = run(cas(url, Validation.CAS2));
		assertThat(step(diagnosis, Kind.CONNECTION).finding()).isEqualTo(Finding.CONNECTION_REFUSED);
		assertThat(step(diagnosis, Kind.VALIDATION).finding()).isEqualTo(Finding.NOT_TRIED);
	}

	@Test
	void aLoginPageElsewhereThatOnlyBrowsersReachIsAWarning() {
		Cas cas = new Cas(URI.create("https://login.invalid/cas/login"),
				URI.create(this.ent.url() + "/serviceValidate"), URI.create("https://login.invalid/cas/logout"),
				Validation.CAS2, false, List.of());
		Diagnosis diagnosis = run(cas);
		assertThat(findings(diagnosis)).contains("VALIDATION VALIDATION_REFUSES OK", "LOGIN_PAGE NOT_TRIED SKIPPED");
		assertThat(diagnosis.status()).isEqualTo(Status.WARNING);
	}

	@Test
	void anOwnCertificateIsUsedAndNamed() {
		Cas cas = cas(this.ent.httpsUrl().replace("127.0.0.1", "localhost"), Validation.CAS2, this.ent.certificate());
		Step step = step(run(cas), Kind.TLS);
		assertThat(step.finding()).isEqualTo(Finding.TLS_TRUSTED);
		assertThat(step.seen().get(1)).contains("localhost");
	}

	@Test
	void aCertificateThatNobodyVouchesForIsSaidToBeSelfSigned() {
		Diagnosis diagnosis = run(cas(this.ent.httpsUrl(), Validation.CAS2));
		assertThat(step(diagnosis, Kind.TLS).finding()).isEqualTo(Finding.TLS_SELF_SIGNED);
		assertThat(step(diagnosis, Kind.VALIDATION).finding()).isEqualTo(Finding.NOT_TRIED);
	}

	@Test
	void aCertificateInAnotherNameIsSaidWithItsNames() {
		try (MockCasServer other = MockCasServer.server().https().certificateNames("other.example.fr").build()) {
			other.start();
			Step step = step(run(cas(other.httpsUrl(), Validation.CAS2, other.certificate())), Kind.TLS);
			assertThat(step.finding()).isEqualTo(Finding.TLS_OTHER_NAME);
			assertThat(step.seen()).containsExactly("other.example.fr");
		}
	}

	@Test
	void httpsAtAPortOfHttpIsSaid() {
		Diagnosis diagnosis = run(cas(this.ent.url().replace("http:", "https:"), Validation.CAS2));
		assertThat(step(diagnosis, Kind.TLS).finding()).isEqualTo(Finding.TLS_NOT_SPOKEN);
	}

	@ParameterizedTest
	@CsvSource({ "3600,CLOCK_BEHIND,FAILED", "-45,CLOCK_AHEAD,WARNING", "-20,CLOCK_AGREES,OK" })
	void aWrongClockIsSaid(int ahead, Finding finding, Status status) {
		Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(ahead));
		try (TestLines late = new TestLines(wrong, Duration.ofSeconds(2))) {
			Diagnosis diagnosis = new Diagnoses(late.line(), new CodeTrial((uai, one) -> null), this.audit::add,
					settings(4, Duration.ofSeconds(30)), late.bounds(), wrong)
				.run(school(List.of()), delegation(cas(this.ent.url(), Validation.SAML1)));
			Step step = step(diagnosis, Kind.CLOCK);
			assertThat(step.finding()).isEqualTo(finding);
			assertThat(step.status()).isEqualTo(status);
		}
	}

	@Test
	void theWholeRunIsBounded() {
		this.ent.inject(FaultOrder.of(Fault.LATE).atLogin());
		Diagnoses brief = new Diagnoses(this.lines.line(), new CodeTrial((uai, one) -> null), this.audit::add,
				settings(4, Duration.ofMillis(700)), this.lines.bounds(), Clock.systemUTC());
		Diagnosis diagnosis = brief.run(school(List.of()), delegation(cas(this.ent.url(), Validation.CAS2)));
		assertThat(step(diagnosis, Kind.LOGIN_PAGE).finding()).isEqualTo(Finding.LOGIN_PAGE_TIMEOUT);
		assertThat(step(diagnosis, Kind.VALIDATION).finding()).isEqualTo(Finding.OUT_OF_TIME);
	}

	@Test
	void oneEntIsExaminedOnceAtATimeAndAllTogetherNoMoreThanTheBound() {
		this.ent.inject(FaultOrder.of(Fault.LATE));
		Diagnoses one = diagnoses(Clock.systemUTC(), 1);
		Delegation delegation = delegation(cas(this.ent.url(), Validation.CAS2));
		CompletableFuture<Diagnosis> first = CompletableFuture
			.supplyAsync(() -> one.run(school(List.of()), delegation));
		assertThat(this.ent.awaitValidations(1, Duration.ofSeconds(20))).isTrue();
		assertThatThrownBy(() -> one.run(school(List.of()), delegation)).isInstanceOf(DiagnosisBusyException.class)
			.hasMessageContaining("already");
		assertThatThrownBy(() -> one.run(school(List.of()), delegation(cas(this.ent.url(), Validation.CAS3))))
			.isInstanceOf(DiagnosisBusyException.class)
			.hasMessageContaining("Too many");
		first.join();
		this.ent.clearFaults();
		assertThat(one.run(school(List.of()), delegation).status()).isEqualTo(Status.OK);
	}

	@Test
	void whoHadItRunIsFiled() {
		Delegation delegation = delegation(cas(this.ent.url(), Validation.CAS2));
		this.diagnoses.run(school(List.of(delegation)), delegation, true, new Actor("mcurie", "192.0.2.7"));
		assertThat(this.audit).singleElement().satisfies((entry) -> {
			assertThat(entry.type()).isEqualTo(AuditType.DIAGNOSIS_RUN);
			assertThat(entry.person()).isEqualTo("mcurie");
			assertThat(entry.address()).isEqualTo("192.0.2.7");
			assertThat(entry.detail()).startsWith("OK http://");
		});
	}

	@Test
	void theLetterSaysWhoWhatToRegisterWhatIsNeededAndWhatWasSeen() {
		this.ent.inject(Fault.SERVER_ERROR);
		Diagnosis diagnosis = run(cas(this.ent.url(), Validation.CAS2));
		EntLetter letter = new EntLetter(new DiagnosisWords(), ZoneId.of("Europe/Paris"));
		assertThat(letter.text(diagnosis, Locale.FRENCH))
			.contains("Collège Jean-Moulin", "0330001A", "https://0330001a.example.fr/pronote/**",
					this.ent.url() + "/serviceValidate", "CAS 2.0", "ENTPersonProfils",
					"[Échec] Validation d’un ticket", "statut 500", "Pouvez-vous")
			.doesNotContain("{", "ST-0");
		assertThat(letter.text(diagnosis, Locale.ENGLISH)).contains("Service address to register", "status 500");
	}

	private Diagnosis run(Cas cas) {
		Delegation delegation = delegation(cas);
		return this.diagnoses.run(school(List.of(delegation)), delegation);
	}

	private Diagnoses diagnoses(Clock clock, int atOnce) {
		return new Diagnoses(this.lines.line(), new CodeTrial((uai, one) -> null), this.audit::add,
				settings(atOnce, Duration.ofSeconds(30)), this.lines.bounds(), clock);
	}

	private static PasserelleSettings.Probe settings(int atOnce, Duration all) {
		return new PasserelleSettings.Probe(true, Duration.ofMinutes(1), Duration.ofSeconds(1), 8, all, atOnce);
	}

	private static Cas cas(String server, Validation validation, X509Certificate... trusted) {
		return new Cas(URI.create(server + "/login"), URI.create(server + "/" + validation.path()),
				URI.create(server + "/logout"), validation, false, List.of(trusted));
	}

	private static Delegation delegation(Cas cas) {
		Delegation usual = TestEstablishments.delegation("ent");
		return new Delegation("ent", "ENT", true, null, cas, usual.attributes(), usual.recognition(), false);
	}

	private static Establishment school(List<Delegation> delegations) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			espaces.put(key,
					TestEstablishments.espace(key, true, (key == EspaceKey.PARENT) ? delegations : List.of(), false));
		}
		return TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces);
	}

	private static Step step(Diagnosis diagnosis, Kind kind) {
		return diagnosis.steps().stream().filter((step) -> step.kind() == kind).findFirst().orElseThrow();
	}

	private static List<String> findings(Diagnosis diagnosis) {
		return diagnosis.steps()
			.stream()
			.map((step) -> step.kind() + " " + step.finding() + " " + step.status())
			.toList();
	}

}
