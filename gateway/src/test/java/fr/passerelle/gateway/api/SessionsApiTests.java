package fr.passerelle.gateway.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionFilter;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsApiTests extends RunningGateway {

	private static final Uai HERE = new Uai("0331111A");

	private static final String PATH = "/api/v1/establishments/0331111A/sessions";

	private static final SignInOrigin PHONE = new SignInOrigin("203.0.113.9", Device.MOBILE);

	private final JsonMapper json = JsonMapper.builder().build();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Sessions sessions;

	@BeforeEach
	void create() throws Exception {
		send(asAdmin("/api/v1/establishments").header("Content-Type", "application/yaml").POST(text("""
				uai: 0331111A
				name: Collège des Sessions
				publicUrl: https://sessions.example.fr
				upstream: http://127.0.0.1:9000
				""")));
		open(EspaceKey.PARENT, "anne", "Anne Dupré", Profile.TUT, "horizon", "ST-canary-1");
		open(EspaceKey.ELEVE, "bea", "Béa Dupré", Profile.ELV, "horizon", "ST-canary-2");
		open(EspaceKey.PARENT, "carla", "Carla Mey", Profile.TUT, GatewaySession.DIRECT, null);
	}

	@AfterEach
	void endAll() {
		this.sessions.endAll(HERE, SessionFilter.ALL);
	}

	@Test
	void whoIsClosedByAnImportIsInsideNoMore() throws Exception {
		String people = "/api/v1/establishments/0331111A/people/import";
		String list = "identifiant;nom;prenom;espaces;ferme\nanne;Dupré;Anne;parent;%s\nbea;Dupré;Béa;eleve;\n";
		send(asAdmin(people).header("Content-Type", "text/csv").POST(text(list.formatted(""))));
		assertThat(this.sessions.count(HERE, SessionFilter.ALL)).isEqualTo(3);
		send(asAdmin(people).header("Content-Type", "text/csv").POST(text(list.formatted("01/02/2026"))));
		assertThat(this.sessions.count(HERE, new SessionFilter(null, null, null, "anne"))).isZero();
		assertThat(this.sessions.count(HERE, SessionFilter.ALL)).isEqualTo(2);
	}

	@Test
	void whoIsConnectedIsShownWithoutAnythingOfTheirTicket() throws Exception {
		HttpResponse<String> response = send(asAdmin(PATH));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).doesNotContain("icket").doesNotContain("canary");
		JsonNode page = this.json.readTree(response.body());
		assertThat(page.get("total").asInt()).isEqualTo(3);
		JsonNode anne = find(page, "anne");
		assertThat(anne.get("name").asString()).isEqualTo("Anne Dupré");
		assertThat(anne.get("profiles").toString()).isEqualTo("[\"TUT\"]");
		assertThat(anne.get("espace").asString()).isEqualTo("parent");
		assertThat(anne.get("delegation").asString()).isEqualTo("horizon");
		assertThat(anne.get("address").asString()).isEqualTo("203.0.113.9");
		assertThat(anne.get("device").asString()).isEqualTo("mobile");
		assertThat(anne.get("since").asString()).endsWith("Z");
		assertThat(anne.get("lastUse").asString()).endsWith("Z");
	}

	@Test
	void filtersAndPagesNarrowTheListAndNotTheCount() throws Exception {
		assertThat(users("?delegation=horizon")).containsExactlyInAnyOrder("anne", "bea");
		assertThat(users("?profile=TUT&espace=parent&delegation=direct")).containsExactly("carla");
		assertThat(users("?q=dupre")).containsExactlyInAnyOrder("anne", "bea");
		JsonNode page = this.json.readTree(send(asAdmin(PATH + "?page=1&size=2")).body());
		assertThat(page.get("sessions")).hasSize(1);
		assertThat(page.get("total").asInt()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?profile=PUPIL", "?profile=tut", "?espace=Parent", "?page=-1", "?size=0", "?size=201" })
	void aFilterThatCannotBeMeantIsRefused(String query) throws Exception {
		assertThat(send(asAdmin(PATH + query)).statusCode()).isEqualTo(400);
	}

	@Test
	void oneIsEndedOnceAndTheTrailSaysByWhomAndWhy() throws Exception {
		String id = find(this.json.readTree(send(asAdmin(PATH)).body()), "anne").get("id").asString();
		assertThat(send(asAdmin(PATH + "/" + id + "?reason=poste%20perdu").DELETE()).statusCode()).isEqualTo(204);
		HttpResponse<String> again = send(asAdmin(PATH + "/" + id).DELETE());
		assertThat(again.statusCode()).isEqualTo(404);
		assertThat(again.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(users("")).containsExactlyInAnyOrder("bea", "carla");
		assertThat(send(asAdmin("/api/v1/establishments/0750002B/sessions/" + id).DELETE()).statusCode())
			.isEqualTo(404);
		awaitTrail("SESSION_ENDED", "\"person\":\"anne\"", "by admin: poste perdu", this.address);
		awaitTrail("SESSIONS_ENDED", "\"person\":\"admin\"", "1 ended, one session: poste perdu", this.address);
	}

	@Test
	void manyAreEndedByAFilterAndCounted() throws Exception {
		HttpResponse<String> ended = send(asAdmin(PATH + "?delegation=horizon&reason=incident").DELETE());
		assertThat(ended.statusCode()).isEqualTo(200);
		assertThat(ended.body()).isEqualTo("{\"ended\":2}");
		assertThat(users("")).containsExactly("carla");
		awaitTrail("SESSIONS_ENDED", "2 ended, delegation horizon: incident");
		assertThat(send(asAdmin(PATH + "?profile=ELV").DELETE()).body()).isEqualTo("{\"ended\":0}");
		assertThat(send(asAdmin(PATH + "?q=carla&espace=parent").DELETE()).body()).isEqualTo("{\"ended\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?delegation=", "?delegatoin=horizon", "?reason=x", "?all=false",
			"?all=true&espace=parent" })
	void everybodyIsNotEndedByMistake(String query) throws Exception {
		assertThat(send(asAdmin(PATH + query).DELETE()).statusCode()).isEqualTo(400);
		assertThat(this.sessions.count(HERE, SessionFilter.ALL)).isEqualTo(3);
	}

	@Test
	void everybodyIsEndedWhenThatIsSaid() throws Exception {
		assertThat(send(asAdmin(PATH + "?all=true").DELETE()).body()).isEqualTo("{\"ended\":3}");
	}

	@Test
	void anUnknownEstablishmentHasNoSessionsToAskFor() throws Exception {
		assertThat(send(asAdmin("/api/v1/establishments/9999999Z/sessions")).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin("/api/v1/establishments/9999999Z/sessions?all=true").DELETE()).statusCode())
			.isEqualTo(404);
		assertThat(send(request(PATH)).statusCode()).isEqualTo(401);
		assertThat(send(asAdmin(PATH).POST(BodyPublishers.noBody())).statusCode()).isEqualTo(405);
	}

	@Test
	void aDeletedEstablishmentTakesItsSessionsWithIt() throws Exception {
		assertThat(send(asAdmin("/api/v1/establishments/0331111A?confirm=0331111A").DELETE()).statusCode())
			.isEqualTo(204);
		assertThat(this.sessions.count(HERE, SessionFilter.ALL)).isZero();
	}

	private void open(EspaceKey espace, String user, String name, Profile profile, String delegation,
			@Nullable String ticket) {
		this.sessions.open(HERE, espace, new Visitor(user, name, Set.of(profile), Set.of()), delegation, ticket, PHONE);
	}

	private List<String> users(String query) throws Exception {
		JsonNode page = this.json.readTree(send(asAdmin(PATH + query)).body());
		return page.get("sessions").valueStream().map((session) -> session.get("user").asString()).toList();
	}

	private static JsonNode find(JsonNode page, String user) {
		return page.get("sessions")
			.valueStream()
			.filter((session) -> session.get("user").asString().equals(user))
			.findFirst()
			.orElseThrow();
	}

	private void awaitTrail(String type, String... texts) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(send(asAdmin("/api/v1/establishments/0331111A/audit?type=" + type)).body())
				.contains(texts));
	}

}
