package fr.passerelle.gateway.acceptance;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublicationAcceptanceTests extends Acceptance {

	@Test
	void anEspaceThatIsClosedIsClosedAlsoToThoseInside() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		patch("parent", "{\"published\": false}");
		this.browser.get(college("/pronote/parent.html")).isRefused(ErrorCode.ESPACE_CLOSED);
		new TestBrowser().get(college("/pronote/parent.html")).isRefused(ErrorCode.ESPACE_CLOSED);
		new TestBrowser().get(college("/pronote/eleve.html"));
		assertThat(this.browser.open(college("/pronote/")).body()).doesNotContain("Espace Parents");
		patch("parent", "{\"published\": true}");
		this.browser.get(college("/pronote/parent.html")).isEcho();
	}

	@Test
	void theWholePublicationIsStoppedWithAReasonForVisitors() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply stopped = this.world.admin("PUT", "/establishments/0330001A/publication",
				"{\"published\": false, \"reason\": \"Bascule d'année <b>\"}", "Content-Type", "application/json");
		assertThat(stopped.status()).isEqualTo(200);
		for (String path : new String[] { "/pronote/parent.html", "/pronote/", "/pronote/assets/x.css",
				"/pronote/direction.html" }) {
			Reply closed = this.browser.get(college(path)).isRefused(ErrorCode.ESPACE_CLOSED);
			assertThat(closed.body()).contains("Bascule d&#39;année &lt;b&gt;");
		}
		new TestBrowser().get(lycee("/pronote/parent.html")).isRedirectStarting(this.world.horizon.url());
		this.world.admin("PUT", "/establishments/0330001A/publication", "{\"published\": true}", "Content-Type",
				"application/json");
		this.browser.get(college("/pronote/parent.html")).isEcho();
	}

	@Test
	void aDelegationIsSwitchedAndNobodyIsThrownOut() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		TestBrowser underWay = new TestBrowser();
		Reply ent = underWay.open(college("/pronote/professeur.html?under=way"));
		patch("parent", "{\"delegations\": [\"littoral\"]}");
		this.browser.get(college("/pronote/parent.html")).isEcho();
		underWay.signInAt(ent, "sroux").isEcho();
		new TestBrowser().get(college("/pronote/parent.html")).isRedirectStarting(this.world.littoral.url() + "/login");
	}

	@Test
	void aLoginUnderWayThroughADelegationThatIsGoneStartsOverThroughTheNewOne() {
		Reply ent = this.browser.open(college("/pronote/parent.html?kept=1"));
		patch("parent", "{\"delegations\": [\"littoral\"]}");
		Reply back = this.browser.ticketFor(ent, "mdupont");
		Reply again = this.browser.get(back.location());
		again.isRedirectStarting(this.world.littoral.url() + "/login");
		Reply landed = this.browser.signInAt(this.browser.follow(again), "mdupont").isEcho();
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/parent.html?kept=1");
	}

	@Test
	void aDocumentWithAFaultChangesNothing() {
		Reply refused = this.world.admin("PUT", "/establishments/0330001A/configuration",
				this.world.collegeDocument()
					.replace("delegations: [horizon, inactive]", "delegations: [horizon, nowhere]"),
				"Content-Type", "application/yaml");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.body()).contains("espaces.parent.delegations[1]");
		new TestBrowser().get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@Test
	void aLostRaceIsToldAndAVersionCanBeRestored() {
		Reply current = this.world.admin("GET", "/establishments/0330001A/configuration", null);
		String etag = current.header("ETag");
		patch("parent", "{\"directLogin\": false}");
		Reply lost = this.world.admin("PUT", "/establishments/0330001A/configuration", this.world.collegeDocument(),
				"Content-Type", "application/yaml", "If-Match", etag);
		assertThat(lost.status()).isEqualTo(412);
		String number = etag.replace("\"", "");
		Reply restored = this.world.admin("POST",
				"/establishments/0330001A/configuration/versions/" + number + "/restore", "");
		assertThat(restored.status()).as(restored.body()).isEqualTo(200);
		assertThat(new TestBrowser().get(college("/pronote/parent.html?login=true")).status()).isEqualTo(200);
	}

	private void patch(String espace, String json) {
		Reply reply = this.world.admin("PATCH", "/establishments/0330001A/espaces/" + espace, json, "Content-Type",
				"application/json");
		assertThat(reply.status()).as(reply.body()).isEqualTo(200);
	}

}
