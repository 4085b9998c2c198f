package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.People;
import fr.passerelle.mockcas.SloStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogoutAcceptanceTests extends Acceptance {

	private static final String MESSAGE = "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
			+ " ID=\"x\" Version=\"2.0\" IssueInstant=\"2026-09-01T08:00:00Z\">"
			+ "<saml:NameID xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">@NOT_USED@</saml:NameID>"
			+ "<samlp:SessionIndex>%s</samlp:SessionIndex></samlp:LogoutRequest>";

	@Test
	void thePageAsksAndThePostEndsHereOnly() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply question = this.browser.get(college("/pronote/logout"));
		assertThat(question.status()).isEqualTo(200);
		assertThat(question.body()).contains("Espace Parents", "Marie Dupont", "ENT Horizon");
		this.browser.get(college("/pronote/parent.html")).isEcho();
		Reply done = this.browser.post(college("/pronote/logout"), "espace=parent&passerelle-logout=here");
		assertThat(done.status()).isEqualTo(200);
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
		assertThat(this.world.horizon.ssoSessions()).isEqualTo(1);
	}

	@Test
	void whoTicksNothingLeavesNothingAndIsAskedAgain() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply again = this.browser.post(college("/pronote/logout"), "passerelle-ticked=1&passerelle-logout=here");
		assertThat(again.body()).contains("Espace Parents", "Marie Dupont");
		this.browser.get(college("/pronote/parent.html")).isEcho();
	}

	@Test
	void leavingOneEspaceLeavesTheOthers() {
		this.browser.signIn(college("/pronote/parent.html"), "pmartin").isEcho();
		this.browser.signIn(college("/pronote/professeur.html"), "pmartin").isEcho();
		this.browser.post(college("/pronote/logout"), "espace=parent");
		this.browser.get(college("/pronote/professeur.html")).isEcho();
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@Test
	void inTheEntTooEndsHereFirstAndThenLeadsToTheEntsLogout() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply reply = this.browser.post(college("/pronote/logout"), "passerelle-logout=ent");
		reply.isRedirectStarting(this.world.horizon.url() + "/logout?service=");
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
		this.browser.follow(reply);
		assertThat(this.world.horizon.ssoSessions()).isZero();
		// Else it would come in during the next test.
		assertThat(this.world.horizon.awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();
	}

	@Test
	void aLogoutAtTheEntEndsTheSessionsOfThatPersonsTicketsAndNoOther() {
		TestBrowser other = new TestBrowser();
		other.signIn(college("/pronote/parent.html"), "grichard").isEcho();
		this.browser.signIn(college("/pronote/parent/deep?x=1"), "mdupont").isEcho();
		this.world.horizon.signOut("mdupont");
		assertThat(this.world.horizon.awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
		other.get(college("/pronote/parent.html")).isEcho();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "text/xml", "application/xml", "" })
	void aLogoutMessageIsReadFromAFieldOrFromTheBareBody(String type) {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String ticket = this.world.horizon.issuedTickets().get(0).value();
		String message = MESSAGE.formatted(ticket);
		String body = type.contains("form") ? "logoutRequest=" + TestBrowser.encode(message) : message;
		String[] headers = type.isEmpty() ? new String[0] : new String[] { "Content-Type", type };
		new TestBrowser().send("POST", college("/pronote/parent.html"), body.replace("ST-", "ST-x"), headers);
		this.browser.get(college("/pronote/parent.html")).isEcho();
		Reply reply = new TestBrowser().send("POST", college("/pronote/parent.html"), body, headers);
		assertThat(reply.status()).isEqualTo(200);
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@Test
	void aHostileLogoutMessageEndsNothing() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String ticket = this.world.horizon.issuedTickets().get(0).value();
		String doctype = "<!DOCTYPE x [<!ENTITY t \"" + ticket + "\">]>" + MESSAGE.formatted("&t;");
		new TestBrowser().send("POST", college("/pronote/parent.html"), doctype, "Content-Type", "text/xml");
		new TestBrowser().send("POST", college("/pronote/parent.html"), "<SessionIndex>" + ticket + "</SessionIndex>",
				"Content-Type", "text/xml");
		sendTooMuch();
		new TestBrowser()
			.get(college("/pronote/parent.html?logoutRequest=" + TestBrowser.encode(MESSAGE.formatted(ticket))));
		this.browser.get(college("/pronote/parent.html")).isEcho();
	}

	private void sendTooMuch() {
		try {
			new TestBrowser().send("POST", college("/pronote/parent.html"), "x".repeat(70_000), "Content-Type",
					"text/xml");
		}
		catch (UncheckedIOException ex) {
			// The door may close before all of it has left; what counts is asserted
			// after.
			assertThat(ex).hasCauseInstanceOf(IOException.class);
		}
	}

	@Test
	void anEntThatSendsBareXmlIsHeardToo() {
		try (MockCasServer ent = MockCasServer.server()
			.slo(SloStyle.RAW)
			.people(People.standard(World.COLLEGE_UAI))
			.build()) {
			ent.start();
			this.world.put(World.COLLEGE_UAI,
					this.world.collegeDocument()
						.replace(this.world.littoral.url(), ent.url())
						.replace("delegations: [horizon, inactive]", "delegations: [littoral]"));
			this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
			ent.signOutEveryone();
			assertThat(ent.awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();
			this.browser.get(college("/pronote/parent.html")).isRedirectStarting(ent.url());
		}
	}

}
