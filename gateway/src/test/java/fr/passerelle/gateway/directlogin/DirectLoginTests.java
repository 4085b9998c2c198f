package fr.passerelle.gateway.directlogin;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.GatewaySession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The local form.
 */
@SuppressWarnings("NullAway.Init")
class DirectLoginTests {

	private static final String URL = "https://0330001a.example.fr";

	private static final String PAGE = "/pronote/parent.html?a=1&login=true&b=2";

	private static final String RIGHT = "username=m.dupont&password=marie-password";

	private static final Pattern TOKEN = Pattern.compile("name=\"passerelle-token\" value=\"([^\"]+)\"");

	private static SchoolFixture school;

	private final Establishment college = TestEstablishments.college();

	private DirectLogin login;

	@BeforeAll
	static void open(@TempDir Path folder) {
		school = new SchoolFixture(folder);
	}

	@AfterAll
	static void close() {
		school.close();
	}

	@BeforeEach
	void begin() {
		school.begin();
		this.login = school.directLogin();
	}

	/** Contract, Addresses 2. */
	@Test
	void theFormIsShownWithTheWayToTheEnt() {
		Answer form = form(EspaceKey.PARENT);
		assertThat(form.status()).isEqualTo(200);
		assertThat(text(form)).contains("name=\"username\"", "name=\"password\"",
				"href=\"" + URL + "/pronote/parent.html?a=1&amp;b=2\"");
	}

	@Test
	void theRightPasswordLeadsToThePageAndOpensADirectSession() {
		Answer answer = submit(EspaceKey.PARENT, RIGHT);
		assertThat(answer.status()).isEqualTo(303);
		assertThat(answer.header("Location")).isEqualTo(URL + "/pronote/parent.html?a=1&b=2");
		GatewaySession session = Objects.requireNonNull(school.session(answer, this.college, EspaceKey.PARENT));
		assertThat(session.visitor().user()).isEqualTo("m.dupont");
		assertThat(session.delegation()).isEqualTo(GatewaySession.DIRECT);
		assertThat(school.journal()).singleElement().satisfies((entry) -> {
			assertThat(entry.type()).isEqualTo(AuditType.DIRECT_LOGIN_SUCCEEDED);
			assertThat(entry.delegation()).isEqualTo("direct");
			assertThat(entry.espace()).isEqualTo("parent");
		});
	}

	/** Contract, Errors 15. */
	@ParameterizedTest
	@ValueSource(strings = { "username=m.dupont&password=no", "username=nobody&password=no", "username=&password=",
			"other=1" })
	void aWrongNameAndAWrongPasswordGetTheSameAnswer(String fields) {
		Answer answer = submit(EspaceKey.PARENT, fields);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("BAD_CREDENTIALS");
		assertThat(school.session(answer, this.college, EspaceKey.PARENT)).isNull();
	}

	/** Contract, Errors 15. */
	@Test
	void theJournalNamesTheAccountAndNotWhatWasTyped() {
		submit(EspaceKey.PARENT, "username=M.Dupont&password=no");
		assertThat(school.journal()).singleElement().satisfies((entry) -> {
			assertThat(entry.type()).isEqualTo(AuditType.DIRECT_LOGIN_REFUSED);
			assertThat(entry.person()).isEqualTo("m.dupont");
			assertThat(entry.detail()).isNull();
		});
	}

	/** Contract, Errors 11. */
	@Test
	void aFormWithoutItsTokenOrTooOldIsExpired() {
		Answer form = form(EspaceKey.PARENT);
		assertThat(send(EspaceKey.PARENT, form, RIGHT).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		school.clock().move(Duration.ofMinutes(31));
		assertThat(send(EspaceKey.PARENT, form, token(form) + RIGHT).header("Passerelle-Error"))
			.isEqualTo("LOGIN_EXPIRED");
	}

	/** Contract, Errors 17. */
	@Test
	void tooManyWrongPasswordsSuspendTheAddressForAWhile() {
		Answer form = form(EspaceKey.PARENT);
		for (int i = 0; i < SchoolFixture.ATTEMPTS; i++) {
			send(EspaceKey.PARENT, form, token(form) + "username=m.dupont&password=no");
		}
		Answer right = send(EspaceKey.PARENT, form, token(form) + RIGHT);
		assertThat(right.status()).isEqualTo(429);
		assertThat(right.header("Retry-After")).isEqualTo("900");
		Answer suspended = form(EspaceKey.PARENT);
		assertThat(suspended.header("Passerelle-Error")).isEqualTo("ADDRESS_SUSPENDED");
		assertThat(text(suspended)).contains("Se connecter par l’ENT")
			.contains("\"" + URL + "/pronote/parent.html?a=1&amp;b=2\"")
			.contains("\"" + URL + "/pronote/\"");
		school.clock().move(Duration.ofMinutes(16));
		assertThat(submit(EspaceKey.PARENT, RIGHT).status()).isEqualTo(303);
	}

	/** Contract, Who may enter 14. */
	@Test
	void anEspaceThatIsNotThePersonsOwnIsRefusedWithTheWayToTheirs() {
		Answer answer = submit(EspaceKey.DIRECTION, "username=z.martin&password=zoe-password");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("PROFILE_NOT_ALLOWED");
		assertThat(text(answer)).contains("\"" + URL + "/pronote/eleve.html\"");
		assertThat(school.session(answer, this.college, EspaceKey.DIRECTION)).isNull();
	}

	@Test
	void onPageCommuneEveryPersonOfTheSchoolMaySignIn() {
		Answer answer = submit(EspaceKey.COMMUNE, "username=z.martin&password=zoe-password");
		assertThat(school.session(answer, this.college, EspaceKey.COMMUNE)).isNotNull();
	}

	private Answer form(EspaceKey espace) {
		return this.login.form(new Visit(FakeRequest.get(PAGE), this.college, this.college.espace(espace)));
	}

	/** Fills in a fresh form. */
	private Answer submit(EspaceKey espace, String fields) {
		Answer form = form(espace);
		return send(espace, form, token(form) + fields);
	}

	private Answer send(EspaceKey espace, Answer form, String fields) {
		FakeRequest request = FakeRequest.post(PAGE, fields).cookiesOf(form);
		return this.login
			.submit(new Visit(request, this.college, this.college.espace(espace)),
					Form.read(fields.getBytes(StandardCharsets.UTF_8)))
			.toCompletableFuture()
			.join();
	}

	private static String token(Answer form) {
		Matcher token = TOKEN.matcher(text(form));
		return token.find() ? "passerelle-token=" + token.group(1) + "&" : "";
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

}
