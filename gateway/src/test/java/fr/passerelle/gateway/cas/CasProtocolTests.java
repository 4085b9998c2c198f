package fr.passerelle.gateway.cas;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import fr.passerelle.gateway.enthealth.Observation;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.ServiceTicket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The links, the calls, and what is reported of the ENT.
 */
class CasProtocolTests {

	private static final String ENCODED = "https%3A%2F%2F0990000a.example.fr%2Fpronote%2Feleve.html";

	private static final Establishment HERE = TestEstablishments.college();

	private final CasProtocol protocol = CasFixture.protocol(Duration.ofSeconds(5));

	@AfterEach
	void close() {
		this.protocol.close();
	}

	private URI begin(Delegation delegation, String service, Map<String, String> parameters) {
		return this.protocol.begin(new LoginStart(HERE, delegation, service, parameters, "handle"))
			.toCompletableFuture()
			.join()
			.orElseThrow()
			.address();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "https://ent.example.fr/cas/login | https://ent.example.fr/cas/login?service=",
					"https://ent.example.fr/login?idp=a%20b | https://ent.example.fr/login?idp=a%20b&service=",
					"https://ent.example.fr/login? | https://ent.example.fr/login?service=",
					"https://ent.example.fr/login?a=1& | https://ent.example.fr/login?a=1&service=",
					"https://ent.example.fr/login?service= | https://ent.example.fr/login?service=",
					"https://ent.example.fr/login?service=x&a=1 | https://ent.example.fr/login?a=1&service=" })
	void beginAddsTheServiceToTheLoginLinksOwnQuery(String login, String expected) {
		URI link = begin(delegation(login, Validation.CAS2, false), Corpus.SERVICE, Map.of());
		assertThat(link).hasToString(expected + ENCODED);
	}

	@Test
	void beginKeepsTheFragmentOfAPageOfScripts() {
		URI link = begin(delegation("https://ent.example.fr/#/login", Validation.CAS2, false), Corpus.SERVICE,
				Map.of());
		assertThat(link).hasToString("https://ent.example.fr/?service=" + ENCODED + "#/login");
	}

	@Test
	void beginOfSamlNamesTheServiceAsEveryDialectDoes() {
		URI link = begin(delegation("https://ent.example.fr/login", Validation.SAML1, false), Corpus.SERVICE, Map.of());
		assertThat(link).hasToString("https://ent.example.fr/login?service=" + ENCODED);
	}

	@Test
	void beginAddsParametersInOrderAndNeverLetsThemReplaceTheService() {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("selection", "EDU_parent élève&x");
		parameters.put("idpId", "parentEleveEN-IdP");
		parameters.put("service", "https://elsewhere.example.fr");
		URI link = begin(delegation("https://ent.example.fr/login", Validation.CAS3, true), Corpus.SERVICE, parameters);
		assertThat(link).hasToString("https://ent.example.fr/login?service=" + ENCODED
				+ "&renew=true&selection=EDU_parent%20%C3%A9l%C3%A8ve%26x&idpId=parentEleveEN-IdP");
	}

	@Test
	void logoutCarriesTheServiceToComeBackTo() {
		Delegation delegation = delegation("https://ent.example.fr/login", Validation.SAML1, false);
		assertThat(this.protocol.logout(new LogoutStart(HERE, delegation, Corpus.SERVICE, null))
			.toCompletableFuture()
			.join()
			.orElseThrow()
			.address()).hasToString("https://ent.example.fr/cas/logout?service=" + ENCODED);
	}

	@Test
	void completeRepeatsRenew() {
		try (RawServer ent = new RawServer(RawServer.answering(CasFixture.SUCCESS))) {
			Cas cas = new Cas(ent.address("localhost", "/login"), ent.address("localhost", "/validate?x=1"),
					ent.address("localhost", "/logout"), Validation.CAS2, true, List.of());
			assertThat(CasFixture.outcome(this.protocol, CasFixture.delegation(cas))).startsWith("AUTHENTICATED");
			assertThat(ent.requests()).singleElement()
				.asString()
				.startsWith("GET /validate?x=1&service=" + ENCODED + "&ticket=ST-1-canary&renew=true HTTP/1.1\r\n");
		}
	}

	@Test
	void completeReportsWhatTheEntAnswered() {
		List<Observation> seen = new CopyOnWriteArrayList<>();
		try (RawServer ent = new RawServer(RawServer.answering(CasFixture.SUCCESS));
				CasProtocol observed = CasFixture.protocol(Duration.ofSeconds(5), 8, seen::add)) {
			Delegation delegation = CasFixture.delegation(Validation.CAS2, ent.address("localhost", "/validate"));
			DelegationOutcome outcome = CasFixture.validate(observed, delegation).join();
			assertThat(seen).containsExactly(new Observation(delegation, outcome, Duration.ZERO));
		}
	}

	@Test
	void completeReportsAnEntThatCannotBeReached() {
		List<Observation> seen = new CopyOnWriteArrayList<>();
		try (CasProtocol observed = CasFixture.protocol(Duration.ofSeconds(5), 8, seen::add)) {
			Delegation delegation = CasFixture.delegation(Validation.CAS2, URI.create("http://localhost:1/validate"));
			DelegationOutcome outcome = CasFixture.validate(observed, delegation).join();
			assertThat(Corpus.words(outcome)).isEqualTo("UNREACHABLE");
			assertThat(seen).containsExactly(new Observation(delegation, outcome, Duration.ZERO));
		}
	}

	@Test
	void completeOfSamlArtifactsInBase64IsEscaped() {
		try (RawServer ent = new RawServer(RawServer.answering("x"))) {
			Delegation delegation = CasFixture.delegation(Validation.SAML1, ent.address("localhost", "/samlValidate"));
			this.protocol.complete(delegation, Corpus.SERVICE, new ServiceTicket("AAF+/x=="))
				.toCompletableFuture()
				.join();
			assertThat(ent.requests()).singleElement().asString().contains(">AAF+/x==<").doesNotContain("?ticket");
		}
	}

	private static Delegation delegation(String login, Validation validation, boolean renew) {
		return CasFixture.delegation(new Cas(URI.create(login), URI.create("https://ent.example.fr/cas/validate"),
				URI.create("https://ent.example.fr/cas/logout"), validation, renew, List.of()));
	}

}
