package fr.passerelle.gateway.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.session.GatewaySession;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static fr.passerelle.gateway.identity.Profile.ELV;
import static fr.passerelle.gateway.identity.Profile.ENS;
import static fr.passerelle.gateway.identity.Profile.TUT;
import static org.assertj.core.api.Assertions.assertThat;

class PassedHeadersTests {

	private static final String FORGED = "forged";

	private final PassedHeaders headers;

	PassedHeadersTests(@TempDir Path dataDir) {
		Clock clock = new MovableClock();
		this.headers = new PassedHeaders(new IdentityHeaders(new Assertions(SigningKeys.open(dataDir), clock), clock));
	}

	/** CVE-2025-64484, CVE-2026-52845: names that application servers read as one. */
	@ParameterizedTest
	@ValueSource(strings = { "Passerelle-User", "passerelle-user", "PASSERELLE-USER", "Passerelle_User",
			"passerelle_assertion", "Passerelle.Name", "Passerelle-Anything", "Remote-User", "remote_user",
			"REMOTE-USER", "Forwarded", "forwarded", "X-Forwarded-For", "x_forwarded_for", "X-Forwarded_Host",
			"X-FORWARDED-PROTO", "X-Forwarded-Prefix", "X_Forwarded-User", "X-Forwarded", "Proxy" })
	void forgedNamesNeverArrive(String name) {
		HttpFields onPublicPath = toApplication(HttpFields.build().add(name, FORGED), null);
		HttpFields withSession = toApplication(HttpFields.build().add(name, FORGED), TestPassages.parent());

		assertThat(onPublicPath).noneMatch((field) -> FORGED.equals(field.getValue()));
		assertThat(withSession).noneMatch((field) -> FORGED.equals(field.getValue()));
	}

	/** What frameworks believe of the proxy before them. */
	@ParameterizedTest
	@ValueSource(strings = { "X-Original-URL", "x_original_url", "X-Original-Host", "X-Rewrite-URL", "X-Rewrite_Uri",
			"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X_HTTP_METHOD", "X-Real-IP", "x_real_ip",
			"True-Client-IP", "Client-Cert", "Client-Cert-Chain", "X-Client-Cert", "X-SSL-Client-S-DN",
			"SSL_CLIENT_VERIFY", "X-Remote-User", "X-Remote-Addr", "Remote-Addr", "REMOTE_GROUPS", "Auth-User",
			"CF-Connecting-IP", "CF-Connecting-IPv6", "X-Client-IP", "X-Cluster-Client-IP", "X-Host",
			"X-Authenticated-User", "X-Auth-Request-Email", "X-Accel-Redirect", "X-Middleware-Subrequest",
			"Front-End-Https", "X.Original.Url", "X-Sendfile-Type", "OIDC_CLAIM_sub" })
	void namesThatAServerBelievesOfItsProxyNeverArrive(String name) {
		assertThat(toApplication(HttpFields.build().add(name, FORGED), TestPassages.parent()))
			.noneMatch((field) -> FORGED.equals(field.getValue()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Auth-Token", "Authorization", "X-Requested-With", "X-CSRF-Token", "Origin", "Referer",
			"X-User-Agent", "Client-Id", "Sec-CH-UA", "X-Originator", "Range", "If-None-Match" })
	void namesThatAreTheClientsOwnArrive(String name) {
		assertThat(toApplication(HttpFields.build().add(name, "own"), null).get(name)).isEqualTo("own");
	}

	@Test
	void ordinaryHeadersArriveAsTheyAre() {
		HttpFields sent = toApplication(HttpFields.build()
			.add("Accept", "text/html")
			.add("X-Requested-With", "XMLHttpRequest")
			.add("authorization", "Bearer x")
			.add("Accept-Language", "fr")
			.add("Accept-Language", "en"), null);

		assertThat(sent.get("Accept")).isEqualTo("text/html");
		assertThat(sent.get("X-Requested-With")).isEqualTo("XMLHttpRequest");
		assertThat(sent.get("Authorization")).isEqualTo("Bearer x");
		assertThat(sent.getValuesList("Accept-Language")).containsExactly("fr", "en");
	}

	/** CVE-2025-48865, CVE-2022-31813: Connection names the trusted headers. */
	@Test
	void connectionCannotTakeOurHeadersAway() {
		HttpFields sent = toApplication(HttpFields.build()
			.add("Connection", "close, Passerelle-User,X-Forwarded-For , passerelle-assertion, Host, X-Secret")
			.add("X-Secret", "hop"), TestPassages.parent());

		assertThat(sent.get("Passerelle-User")).isEqualTo("p.durand");
		assertThat(sent.get("Passerelle-Assertion")).isNotEmpty();
		assertThat(sent.get("X-Forwarded-For")).isEqualTo("192.0.2.7");
		assertThat(sent.get("Host")).isEqualTo("127.0.0.1:9000");
		assertThat(sent.contains("X-Secret")).isFalse();
		assertThat(sent.contains("Connection")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "Trailer",
			"Transfer-Encoding", "Transfer_Encoding", "Upgrade", "HTTP2-Settings", "Expect", "Content-Length",
			"Content_Length", "content.length" })
	void headersOfOneConnectionEndHere(String name) {
		assertThat(toApplication(HttpFields.build().add(name, "x"), null).contains(name)).isFalse();
	}

	@Test
	void identityIsWholeAndOnce() {
		GatewaySession session = TestPassages.session("s2", "u1", "Anne Petit", TUT, ENS, ELV);

		HttpFields sent = toApplication(HttpFields.build().add("Passerelle-User", FORGED), session);

		assertThat(sent.getValuesList("Passerelle-User")).containsExactly("u1");
		assertThat(sent.get("Passerelle-Name")).isEqualTo("Anne Petit");
		assertThat(sent.get("Passerelle-Profiles")).isEqualTo("ELV,TUT,ENS");
		assertThat(sent.get("Passerelle-Espace")).isEqualTo("parent");
		assertThat(sent.get("Passerelle-Establishment")).isEqualTo("0330001A");
		assertThat(sent.get("Passerelle-Delegation")).isEqualTo("atrium");
		assertThat(sent.get("Passerelle-Assertion").split("\\.")).hasSize(3);
	}

	@Test
	void whereThePersonHasNoProfileTheHeaderIsThereAndEmpty() {
		HttpFields sent = toApplication(HttpFields.build(), TestPassages.session("s3", "u2", "X"));

		assertThat(sent.contains("Passerelle-Profiles")).isTrue();
		assertThat(sent.get("Passerelle-Profiles")).isEmpty();
	}

	@Test
	void publicPathsCarryNoIdentity() {
		HttpFields sent = toApplication(HttpFields.build(), null);

		assertThat(sent.getFieldNamesCollection()).noneMatch((name) -> name.startsWith("Passerelle"));
		assertThat(sent.get("X-Forwarded-Proto")).isEqualTo("https");
		assertThat(sent.get("X-Forwarded-Host")).isEqualTo("0330001a.example.fr");
		assertThat(sent.get("X-Forwarded-For")).isEqualTo("192.0.2.7");
	}

	@Test
	void textThatIsNotAsciiIsPercentEncodedAndCannotBreakTheLine() {
		HttpFields sent = toApplication(HttpFields.build(),
				TestPassages.session("s4", "100%\r\nPasserelle-Profiles: DIR", "Zoé Œuf\u007f", TUT));

		assertThat(sent.get("Passerelle-User")).isEqualTo("100%25%0D%0APasserelle-Profiles: DIR");
		assertThat(sent.get("Passerelle-Name")).isEqualTo("Zo%C3%A9 %C5%92uf%7F");
	}

	@Test
	void ourCookiesStayHereAndOthersPass() {
		HttpFields sent = toApplication(HttpFields.build()
			.add("Cookie", "a=1; passerelle-parent=secret; b=2")
			.add("Cookie", "__Host-passerelle-eleve=secret"), null);

		assertThat(sent.getValuesList("Cookie")).containsExactly("a=1; b=2");
	}

	@Test
	void anApplicationCannotPassForUs() {
		HttpFields answered = toClient(HttpFields.build()
			.add("passerelle_error", "TICKET_REFUSED")
			.add("Set-Cookie", "passerelle-parent=forged; Path=/")
			.add("Set-Cookie", "JSESSIONID=1; HttpOnly")
			.add("Location", "https://elsewhere.example.fr/x?y=1")
			.add("Connection", "X-Hop")
			.add("X-Hop", "1")
			.add("Keep-Alive", "timeout=5"), null);

		assertThat(answered.getFieldNamesCollection()).containsExactlyInAnyOrder("Set-Cookie", "Location");
		assertThat(answered.getValuesList("Set-Cookie")).containsExactly("JSESSIONID=1; HttpOnly");
		assertThat(answered.get("Location")).isEqualTo("https://elsewhere.example.fr/x?y=1");
	}

	@Test
	void aPersonsPageIsPrivateUnlessTheApplicationSaysOtherwise() {
		assertThat(toClient(HttpFields.build(), TestPassages.parent()).get("Cache-Control")).isEqualTo("private");
		assertThat(toClient(HttpFields.build(), null).contains("Cache-Control")).isFalse();
		assertThat(toClient(HttpFields.build().add("Cache-Control", "no-cache"), TestPassages.parent())
			.getValuesList("Cache-Control")).containsExactly("no-cache");
	}

	private HttpFields toApplication(HttpFields client, @Nullable GatewaySession session) {
		HttpFields.Mutable upstream = HttpFields.build();
		this.headers.toApplication(client, passage(session), upstream);
		return upstream;
	}

	private HttpFields toClient(HttpFields upstream, @Nullable GatewaySession session) {
		HttpFields.Mutable client = HttpFields.build();
		this.headers.toClient(upstream, passage(session), client);
		return client;
	}

	private static Passage passage(@Nullable GatewaySession session) {
		return TestPassages.passage(URI.create("http://127.0.0.1:9000"), "/pronote/parent.html", session);
	}

}
