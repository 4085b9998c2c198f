package fr.passerelle.gateway.enthealth;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Refused;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.DelegationProtocol;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When ENTs are asked, and how often: a day of it passes in no time.
 */
class ProbesTests {

	private static final Duration EVERY = Duration.ofMinutes(1);

	private static final DelegationOutcome ANSWER = new Refused("INVALID_TICKET");

	private static final DelegationOutcome FAILURE = new Unavailable(Cause.UNREACHABLE, "refused");

	private final MovableClock clock = new MovableClock();

	private final List<Establishment> establishments = new ArrayList<>();

	private final ScriptedProtocol protocol = new ScriptedProtocol();

	private final EntStates states = new EntStates(settings(true), this.clock);

	private final ScriptedTrust trust = new ScriptedTrust();

	private final List<URI> reached = new ArrayList<>();

	private CompletionStage<Integer> status = CompletableFuture.completedFuture(200);

	private Probes probes = probes(true);

	@Test
	void tenThousandSchoolsOnOneEntMakeOneProbe() {
		for (int i = 0; i < 10_000; i++) {
			// Another spelling of the same address is the same ENT.
			String host = (i % 2 == 0) ? "https://ent.example.fr" : "HTTPS://ENT.example.fr:443";
			this.establishments.add(school(i, delegation("ent", host)));
		}
		turns(Duration.ofSeconds(30));
		assertThat(this.protocol.asked).hasSize(1);
		assertThat(this.states.all()).singleElement()
			.satisfies((ent) -> assertThat(ent.state()).isEqualTo(EntState.ANSWERS))
			.satisfies((ent) -> assertThat(ent.establishments()).isEqualTo(10_000));
		for (Establishment school : this.establishments.subList(0, 10)) {
			Delegation own = school.espace(EspaceKey.PARENT).delegations().get(0);
			assertThat(this.states.of(own).state()).isEqualTo(EntState.ANSWERS);
		}
	}

	@Test
	void aProbeIsAValidationOfAMadeUpTicketForAnAddressOfOneSchool() {
		this.establishments.add(school(0, delegation("ent", "https://ent.example.fr")));
		turns(Duration.ofSeconds(30));
		assertThat(this.protocol.services).containsExactly("https://0330000a.example.fr/pronote/parent.html");
		assertThat(this.protocol.tickets.get(0)).startsWith("ST-0-passerelle-probe-")
			.satisfies((ticket) -> assertThat(ServiceTicket.of(ticket, false)).isPresent());
	}

	@Test
	void trustAndDialectMakeAnEntOfItsOwn() {
		this.establishments.add(school(0, delegation("ent", "https://ent.example.fr")));
		this.establishments.add(school(1, delegation("ent", "https://ent.example.fr", Validation.CAS3)));
		turns(Duration.ofSeconds(30));
		assertThat(this.states.all()).hasSize(2);
		assertThat(this.states.all().stream().map(EntReport::id).distinct()).hasSize(2);
	}

	@Test
	void anEntThatNoEspaceUsesIsNotAskedAndSoonForgotten() {
		this.establishments.add(school(0, delegation("ent", "https://ent.example.fr")));
		turns(Duration.ofSeconds(30));
		this.establishments.clear();
		this.establishments.add(TestEstablishments.of("0330000A", "https://x.example.fr", espaces(List.of())));
		this.states.lookAgain();
		int asked = this.protocol.asked.size();
		turns(Duration.ofMinutes(10));
		assertThat(this.protocol.asked).hasSize(asked);
		assertThat(this.states.all()).isEmpty();
	}

	@Test
	void eachPeriodIsAFifthLongerOrShorterAndNoTwoAreTheSame() {
		this.establishments.add(school(0, delegation("ent", "https://ent.example.fr")));
		turns(Duration.ofHours(2));
		Set<Long> gaps = new HashSet<>();
		for (int i = 1; i < this.protocol.asked.size(); i++) {
			long gap = Duration.between(this.protocol.asked.get(i - 1), this.protocol.asked.get(i)).toSeconds();
			assertThat(gap).isBetween(48L, 73L);
			gaps.add(gap);
		}
		assertThat(gaps).hasSizeGreaterThan(8);
		assertThat(this.protocol.asked.size()).isBetween(95, 155);
	}

	@Test
	void whereAPersonHasJustSignedInNoProbeIsMade() {
		Delegation ent = delegation("ent", "https://ent.example.fr");
		this.establishments.add(school(0, ent));
		this.probes.turn();
		for (int i = 0; i < 200; i++) {
			this.states.record(new Observation(ent, ANSWER, Duration.ofMillis(50)));
			turns(Duration.ofSeconds(20));
		}
		assertThat(this.protocol.asked).isEmpty();
		turns(Duration.ofSeconds(80));
		assertThat(this.protocol.asked).hasSize(1);
	}

	@Test
	void aLoginThatFailedIsFollowedUpAtOnce() {
		Delegation ent = delegation("ent", "https://ent.example.fr");
		this.establishments.add(school(0, ent));
		turns(Duration.ofSeconds(20));
		this.protocol.outcome = FAILURE;
		this.states.record(new Observation(ent, FAILURE, Duration.ofMillis(50)));
		turns(Duration.ofSeconds(20));
		assertThat(this.states.of(ent).state()).isEqualTo(EntState.DOWN);
	}

	@Test
	void anEntThatIsDownIsAskedLessAndLessAndComesBackByItself() {
		Delegation ent = delegation("ent", "https://ent.example.fr");
		this.establishments.add(school(0, ent));
		this.protocol.outcome = FAILURE;
		turns(Duration.ofHours(2));
		assertThat(this.states.of(ent).state()).isEqualTo(EntState.DOWN);
		assertThat(this.protocol.asked.size()).as("probes in two hours").isBetween(22, 40);
		this.protocol.outcome = ANSWER;
		turns(Duration.ofMinutes(7));
		assertThat(this.states.of(ent).state()).isEqualTo(EntState.ANSWERS);
	}

	@Test
	void noMoreAreAskedAtOnceThanTheBoundAndNoneTwice() {
		for (int i = 0; i < 50; i++) {
			this.establishments.add(school(i, delegation("ent", "https://ent" + i + ".example.fr")));
		}
		this.protocol.holding = true;
		turns(Duration.ofMinutes(10));
		assertThat(this.protocol.asked).hasSize(3);
		this.protocol.release();
		this.protocol.holding = false;
		turns(Duration.ofMinutes(1));
		assertThat(this.states.all()).allSatisfy((ent) -> assertThat(ent.state()).isEqualTo(EntState.ANSWERS));
	}

	@Test
	void switchedOffTheLoginsStillTell() {
		this.probes = probes(false);
		Delegation ent = delegation("ent", "https://ent.example.fr");
		this.establishments.add(school(0, ent));
		turns(Duration.ofMinutes(5));
		assertThat(this.protocol.asked).isEmpty();
		this.states.record(new Observation(ent, ANSWER, Duration.ofMillis(50)));
		assertThat(this.states.of(ent).state()).isEqualTo(EntState.ANSWERS);
	}

	@Test
	void countsEntsByState() {
		Delegation ent = delegation("ent", "https://ent.example.fr");
		this.establishments.add(school(0, ent));
		this.establishments.add(school(1, delegation("other", "https://other.example.fr")));
		this.probes.turn();
		this.states.record(new Observation(ent, ANSWER, Duration.ofMillis(50)));
		assertThat(this.states.count(EntState.ANSWERS)).isOne();
		assertThat(this.states.count(EntState.UNKNOWN)).isOne();
		assertThat(this.states.count(EntState.DOWN)).isZero();
	}

	@Test
	void aProviderIsAskedForItsDocumentOnceItWasRead() {
		this.establishments.add(school(0, provider("https://idp.example.fr")));
		turns(Duration.ofMinutes(5));
		assertThat(this.reached).as("nothing is known of it yet").isEmpty();
		assertThat(this.states.all()).singleElement()
			.satisfies((ent) -> assertThat(ent.state()).isEqualTo(EntState.UNKNOWN));
		this.trust.provider = known(null, null);
		turns(Duration.ofSeconds(30));
		assertThat(this.reached).containsExactly(URI.create("https://idp.example.fr/metadata"));
		assertThat(this.protocol.asked).as("it has no tickets").isEmpty();
		assertThat(this.states.all()).singleElement()
			.satisfies((ent) -> assertThat(ent.state()).isEqualTo(EntState.ANSWERS));
		assertThat(this.probes.answered()).isOne();
	}

	@Test
	void aProviderWhoseMetadataCannotBeUsedIsDownAndIsNotCalled() {
		this.establishments.add(school(0, provider("https://idp.example.fr")));
		this.trust.provider = new EntTrust.Provider(null, null, null, "The metadata is not signed.", null, List.of());
		turns(Duration.ofMinutes(2));
		assertThat(this.reached).isEmpty();
		assertThat(this.states.all()).singleElement()
			.satisfies((ent) -> assertThat(ent.state()).isEqualTo(EntState.DOWN))
			.satisfies((ent) -> assertThat(ent.lastFailure()).isNotNull()
				.satisfies((why) -> assertThat(why.detail()).isEqualTo("The metadata is not signed.")));
		this.trust.provider = known(null, this.clock.instant().minusSeconds(1));
		turns(Duration.ofMinutes(10));
		assertThat(this.states.all()).singleElement()
			.satisfies((ent) -> assertThat(ent.lastFailure()).isNotNull()
				.satisfies((why) -> assertThat(why.detail()).isEqualTo("The provider's metadata is past its end.")));
	}

	@ParameterizedTest
	@CsvSource({ "true, 200, ANSWERS", "true, 404, DOWN", "true, 500, DOWN", "true, 302, DOWN", "false, 200, ANSWERS",
			"false, 302, ANSWERS", "false, 400, ANSWERS", "false, 500, ANSWERS", "false, 404, DOWN",
			"false, 503, DOWN" })
	void aDocumentIsThereOrNotAndASignInPageMayRefuseAnEmptyRequest(boolean document, int answered, EntState state) {
		this.establishments.add(school(0, provider("https://idp.example.fr")));
		this.trust.provider = known(null, null);
		this.trust.document = document;
		this.status = CompletableFuture.completedFuture(answered);
		turns(Duration.ofMinutes(2));
		assertThat(this.states.all()).singleElement().satisfies((ent) -> assertThat(ent.state()).isEqualTo(state));
	}

	@Test
	void aProviderThatCannotBeReachedIsDownWithTheReason() {
		this.establishments.add(school(0, provider("https://idp.example.fr")));
		this.trust.provider = known(null, null);
		this.status = CompletableFuture
			.failedFuture(new ValidationFailedException(Cause.TIMEOUT, "The ENT does not answer in time."));
		turns(Duration.ofMinutes(2));
		assertThat(this.states.all()).singleElement()
			.satisfies((ent) -> assertThat(ent.state()).isEqualTo(EntState.DOWN))
			.satisfies((ent) -> assertThat(ent.lastFailure()).isNotNull()
				.satisfies((why) -> assertThat(why.cause()).isEqualTo(Cause.TIMEOUT)));
		assertThat(this.probes.failed()).isPositive();
	}

	private CompletionStage<Integer> reach(URI address, List<X509Certificate> trusted) {
		this.reached.add(address);
		return this.status;
	}

	private static EntTrust.Provider known(@Nullable String problem, @Nullable Instant end) {
		return new EntTrust.Provider("https://idp.example.fr", Instant.EPOCH, null, problem, end, List.of());
	}

	private static Delegation provider(String host) {
		Saml saml = new Saml(FieldValues.NONE.with(SamlFields.METADATA_URL, URI.create(host + "/metadata")));
		Delegation usual = TestEstablishments.delegation("idp");
		return new Delegation("idp", "idp", true, null, saml, usual.attributes(), usual.recognition(), false);
	}

	private void turns(Duration time) {
		for (long i = 0; i < time.toSeconds(); i++) {
			this.probes.turn();
			this.clock.move(Duration.ofSeconds(1));
		}
	}

	private Probes probes(boolean enabled) {
		return new Probes(this.states, this.protocol,
				new ProviderProbe(new EntTrusts(List.of(this.trust), List.of()), this::reach, this.clock), this::all,
				settings(enabled), this.clock, new Random(7));
	}

	private Collection<Establishment> all() {
		return this.establishments;
	}

	private static PasserelleSettings.Probe settings(boolean enabled) {
		return new PasserelleSettings.Probe(enabled, EVERY, Duration.ofSeconds(3), 3, Duration.ofSeconds(30), 4);
	}

	private static Delegation delegation(String id, String host) {
		return delegation(id, host, Validation.CAS2);
	}

	private static Delegation delegation(String id, String host, Validation validation) {
		Cas cas = new Cas(URI.create(host + "/cas/login"), URI.create(host + "/cas/./serviceValidate"),
				URI.create(host + "/cas/logout"), validation, false, List.of());
		Delegation usual = TestEstablishments.delegation(id);
		return new Delegation(id, id, true, null, cas, usual.attributes(), usual.recognition(), false);
	}

	private static Establishment school(int number, Delegation delegation) {
		String uai = "033%04dA".formatted(number);
		return TestEstablishments.of(uai, "https://" + uai.replace('A', 'a') + ".example.fr",
				espaces(List.of(delegation)));
	}

	private static Map<EspaceKey, Espace> espaces(List<Delegation> delegations) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			boolean delegated = key == EspaceKey.PARENT || key == EspaceKey.ELEVE;
			espaces.put(key, TestEstablishments.espace(key, delegated, delegated ? delegations : List.of(), false));
		}
		return espaces;
	}

	/** Knows of a provider what the test says. */
	private static final class ScriptedTrust implements EntTrust {

		private Provider provider = new Provider(null, null, null, null, null, List.of());

		private boolean document = true;

		@Override
		public Protocol protocol() {
			return Protocol.SAML2;
		}

		@Override
		public Provider provider(Delegation delegation) {
			return this.provider;
		}

		@Override
		public Probed probed(Delegation delegation) {
			return new Probed(Saml.of(delegation).loginUrl(), this.document);
		}

	}

	/** Answers and reports what the test says, or waits until it is released. */
	private final class ScriptedProtocol implements DelegationProtocol {

		private final List<Instant> asked = new ArrayList<>();

		private final List<String> services = new ArrayList<>();

		private final List<String> tickets = new ArrayList<>();

		private final List<Runnable> held = new ArrayList<>();

		private DelegationOutcome outcome = ANSWER;

		private boolean holding;

		@Override
		public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service,
				ServiceTicket ticket) {
			this.asked.add(ProbesTests.this.clock.instant());
			this.services.add(service);
			this.tickets.add(ticket.value());
			CompletableFuture<DelegationOutcome> answer = new CompletableFuture<>();
			Instant begun = ProbesTests.this.clock.instant();
			this.held.add(() -> {
				Duration took = Duration.between(begun, ProbesTests.this.clock.instant());
				ProbesTests.this.states.record(new Observation(delegation, this.outcome, took));
				answer.complete(this.outcome);
			});
			if (!this.holding) {
				release();
			}
			return answer;
		}

		void release() {
			List<Runnable> all = List.copyOf(this.held);
			this.held.clear();
			all.forEach(Runnable::run);
		}

		@Override
		public Protocol protocol() {
			return Protocol.CAS;
		}

		@Override
		public CompletionStage<Optional<Departure>> begin(LoginStart start) {
			throw new UnsupportedOperationException();
		}

		@Override
		public CompletionStage<Optional<Departure>> logout(LogoutStart start) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<ServiceTicket> readLogout(String contentType, byte[] body) {
			throw new UnsupportedOperationException();
		}

	}

}
