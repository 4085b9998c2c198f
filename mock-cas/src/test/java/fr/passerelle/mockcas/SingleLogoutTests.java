package fr.passerelle.mockcas;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Single logout at the end of a session.
 */
class SingleLogoutTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@RegisterExtension
	static final MockCas ent = MockCas.builder().build();

	@RegisterExtension
	static final MockCas edifice = MockCas.builder().name("edifice").slo(SloStyle.RAW).build();

	@RegisterExtension
	static final MockCas silent = MockCas.builder().name("silent").slo(SloStyle.OFF).build();

	private final Visitor browser = new Visitor();

	private final LogoutReceiver service;

	SingleLogoutTests() throws IOException {
		this.service = new LogoutReceiver(200);
	}

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void logoutTellsEveryServiceVisitedByItsTicket() {
		String parents = visit(ent, "/pronote/parent.html?a=b");
		String pupils = visit(ent, "/pronote/eleve.html");
		HttpResponse<String> page = this.browser.get(ent.url() + "/logout");
		assertThat(page.body()).contains("Vous êtes déconnecté");
		assertThat(ent.awaitLogoutsSent(2, PATIENCE)).isTrue();
		assertThat(this.service.posts()).extracting(LogoutReceiver.Post::path)
			.containsExactlyInAnyOrder("/pronote/parent.html?a=b", "/pronote/eleve.html");
		assertThat(this.service.posts()).allSatisfy((post) -> {
			assertThat(post.contentType()).isEqualTo("application/x-www-form-urlencoded");
			assertThat(post.body()).startsWith("logoutRequest=%3Csamlp%3ALogoutRequest");
		});
		String bodies = URLDecoder.decode(
				String.join("", this.service.posts().stream().map(LogoutReceiver.Post::body).toList()),
				StandardCharsets.UTF_8);
		assertThat(bodies).contains("<samlp:SessionIndex>" + parents + "</samlp:SessionIndex>",
				"<samlp:SessionIndex>" + pupils + "</samlp:SessionIndex>", "<saml:NameID>mdupont</saml:NameID>");
		assertThat(ent.logoutsSent()).allMatch(SentLogout::isAccepted);
	}

	@Test
	void logoutEndsTheSessionAndTheCookie() {
		visit(ent, "/");
		HttpResponse<String> page = this.browser.get(ent.url() + "/logout");
		assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0", "Path=/cas");
		assertThat(this.browser.cookies()).isEmpty();
		assertThat(ent.ssoSessions()).isZero();
		assertThat(this.browser.get(ent.url() + "/login?service=https://x.invalid/").statusCode()).isEqualTo(200);
	}

	@Test
	void logoutLeadsBackToTheServiceOrTheOlderUrl() {
		assertThat(Visitor.location(this.browser.get(ent.url() + "/logout?service=https://x.invalid/a")))
			.isEqualTo("https://x.invalid/a");
		assertThat(Visitor.location(this.browser.get(ent.url() + "/logout?url=https://x.invalid/b")))
			.isEqualTo("https://x.invalid/b");
		assertThat(this.browser.get(ent.url() + "/logout?service=javascript:alert(1)").statusCode()).isEqualTo(200);
	}

	@Test
	void edificeSendsTheXmlAsTheBody() {
		visit(edifice, "/pronote/");
		this.browser.get(edifice.url() + "/logout");
		assertThat(edifice.awaitLogoutsSent(1, PATIENCE)).isTrue();
		assertThat(this.service.posts()).singleElement().satisfies((post) -> {
			assertThat(post.contentType()).startsWith("text/xml");
			assertThat(post.body()).startsWith("<samlp:LogoutRequest");
		});
	}

	@Test
	void silentServerTellsNobody() {
		visit(silent, "/");
		this.browser.get(silent.url() + "/logout");
		assertThat(silent.ssoSessions()).isZero();
		assertThat(silent.awaitLogoutsSent(1, Duration.ofMillis(200))).isFalse();
		assertThat(this.service.posts()).isEmpty();
	}

	@Test
	void testsMayEndSessionsByName() {
		ent.signIn("mdupont", this.service.url("/a"));
		ent.signIn("sroux", this.service.url("/b"));
		ent.signOut("mdupont");
		assertThat(ent.awaitLogoutsSent(1, PATIENCE)).isTrue();
		assertThat(this.service.posts()).extracting(LogoutReceiver.Post::path).containsExactly("/a");
		ent.signOutEveryone();
		assertThat(ent.awaitLogoutsSent(2, PATIENCE)).isTrue();
		assertThat(ent.ssoSessions()).isZero();
	}

	@Test
	void oneTicketAloneLeavesTheSession() {
		String ticket = ent.signIn("mdupont", this.service.url("/a"));
		ent.sendLogout(ticket);
		assertThat(ent.awaitLogoutsSent(1, PATIENCE)).isTrue();
		assertThat(ent.ssoSessions()).isOne();
		assertThatIllegalArgumentException().isThrownBy(() -> ent.sendLogout("ST-other"));
	}

	@Test
	void unreachableServiceIsRecordedAndNotTriedAgain() {
		String address = this.service.url("/");
		this.service.close();
		ent.signIn("mdupont", address);
		ent.signOut("mdupont");
		assertThat(ent.awaitLogoutsSent(1, PATIENCE)).isTrue();
		assertThat(ent.logoutsSent()).singleElement()
			.satisfies((sent) -> assertThat(sent.isAccepted()).isFalse())
			.extracting(SentLogout::result)
			.isEqualTo("ConnectException");
	}

	@Test
	void refusingServiceIsRecorded() throws IOException {
		try (LogoutReceiver refusing = new LogoutReceiver(403)) {
			ent.signIn("mdupont", refusing.url("/"));
			ent.signOut("mdupont");
			assertThat(ent.awaitLogoutsSent(1, PATIENCE)).isTrue();
			assertThat(ent.logoutsSent()).extracting(SentLogout::result).containsExactly("403");
		}
	}

	private String visit(MockCas server, String path) {
		String login = server.url() + "/login?service=" + Visitor.encode(this.service.url(path));
		return Visitor.ticket(this.browser.signIn(login, "mdupont"));
	}

}
