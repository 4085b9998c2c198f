package fr.passerelle.gateway.acceptance;

import java.util.List;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The incident switch: who is connected is seen, and ended.
 */
class SessionsAcceptanceTests extends Acceptance {

	private static final String SESSIONS = "/establishments/" + World.COLLEGE_UAI + "/sessions";

	@BeforeEach
	void nobodyIsConnected() {
		this.world.admin("DELETE", SESSIONS + "?all=true", null);
	}

	@Test
	void aParentWhoSignsInIsSeenAndEndedAndTheirNextPageStartsTheLoginOver() {
		String page = college("/pronote/parent/messages?x=1");
		this.browser.signIn(page, "mdupont").isEcho();
		JsonNode session = only(sessions(""));
		assertThat(session.get("name").asString()).isEqualTo("Marie Dupont");
		assertThat(session.get("espace").asString()).isEqualTo("parent");
		assertThat(session.get("delegation").asString()).isEqualTo("horizon");
		assertThat(session.get("address").asString()).isEqualTo("127.0.0.1");
		assertThat(this.world.admin("GET", SESSIONS, null).body())
			.doesNotContain(this.world.horizon.issuedTickets().get(0).value());
		String one = SESSIONS + "/" + session.get("id").asString();
		assertThat(this.world.admin("DELETE", one + "?reason=incident", null).status()).isEqualTo(204);
		this.browser.get(page).isRedirectStarting(loginFor("/pronote/parent/messages"));
		this.browser.get(page, "Sec-Fetch-Mode", "cors").isRefused(ErrorCode.LOGIN_REQUIRED);
		assertThat(this.world.admin("DELETE", one, null).status()).isEqualTo(404);
		assertThat(sessions("")).isEmpty();
		this.browser.signIn(page, "mdupont").isEcho();
	}

	@Test
	void theSessionsIdOpensNothing() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String id = only(sessions("")).get("id").asString();
		TestBrowser thief = new TestBrowser();
		this.browser.cookies(host()).forEach((name, secret) -> thief.cookies(host()).put(name, id));
		thief.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@Test
	void everybodyOfOneEntIsEndedAndTheOthersStay() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		TestBrowser teacher = new TestBrowser();
		teacher.signIn(college("/pronote/professeur.html"), "pmartin").isEcho();
		TestBrowser elsewhere = new TestBrowser();
		elsewhere.signIn(lycee("/pronote/parent.html"), "efaure").isEcho();
		assertThat(sessions("?delegation=horizon")).hasSize(1);
		assertThat(sessions("?profile=ENS&espace=professeur")).hasSize(1);
		assertThat(this.world.admin("DELETE", SESSIONS, null).status()).isEqualTo(400);
		assertThat(this.world.admin("DELETE", SESSIONS + "?delegation=horizon&reason=incident", null).body())
			.isEqualTo("{\"ended\":1}");
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
		teacher.get(college("/pronote/professeur.html")).isEcho();
		elsewhere.get(lycee("/pronote/parent.html")).isEcho();
	}

	private List<JsonNode> sessions(String filter) {
		JsonNode page = this.world.admin("GET", SESSIONS + filter, null).json();
		List<JsonNode> sessions = page.get("sessions").valueStream().toList();
		assertThat(page.get("total").asInt()).isEqualTo(sessions.size());
		return sessions;
	}

	private static JsonNode only(List<JsonNode> sessions) {
		assertThat(sessions).hasSize(1);
		return sessions.get(0);
	}

	private String host() {
		return this.world.college.replace("http://", "");
	}

}
