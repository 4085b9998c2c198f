package fr.passerelle.gateway.login;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static fr.passerelle.gateway.login.LoginFixture.PARENT;
import static fr.passerelle.gateway.login.LoginFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proofs that come to the platform's address, and the hand-over to the establishment's
 * host.
 */
@SuppressWarnings("NullAway.Init")
class PlatformReturnTests {

	private static final String URL = "https://0330001a.example.fr";

	private static LoginFixture login;

	private final Map<Uai, Establishment> schools = new HashMap<>();

	/**
	 * Without an environment its people are not EduConnect's, who need a local record.
	 */
	private final Delegation platformsOwn = delegation(PlatformEduConnect
		.at("https://connexion.example.fr",
				new Saml(PlatformEduConnect.NONE.saml()
					.values()
					.with(EduConnectFields.ENVIRONMENT, null)
					.with(SamlFields.METADATA_URL, URI.create("https://idp.example.fr/metadata"))))
		.saml());

	private Establishment college = LoginFixture.school(this.platformsOwn);

	private FakeReturningProtocol protocol;

	private PlatformReturn platform;

	@BeforeAll
	static void open(@TempDir Path folder) {
		login = new LoginFixture(folder);
	}

	@AfterAll
	static void close() {
		login.close();
	}

	@BeforeEach
	void begin() {
		this.protocol = new FakeReturningProtocol(true, Protocol.SAML2);
		login.begin(this.protocol);
		this.schools.put(this.college.uai(), this.college);
		this.platform = login.platformReturns(new EstablishmentDirectory() {

			@Override
			public @Nullable Establishment byHost(String authority) {
				return null;
			}

			@Override
			public @Nullable Establishment byUai(Uai uai) {
				return PlatformReturnTests.this.schools.get(uai);
			}

		});
	}

	@Test
	void aProofLeadsToTheHostOfTheSchoolThatAsked() {
		Answer away = ask();
		Answer posted = post(away, "1.2.3.4");
		assertThat(posted.status()).isEqualTo(303);
		assertThat(posted.header("Location")).startsWith(URL + ReturnFlow.PATH);
		assertThat(posted.header("Set-Cookie")).isEmpty();
		assertThat(login.session(follow(posted, away), this.college, EspaceKey.PARENT)).isNotNull();
	}

	/** Each delegation has its proofs come to one place. */
	@Test
	void aProofThatCameToTheOtherPlaceIsNotJudged() {
		Answer away = ask();
		FakeRequest request = FakeRequest.post(FakeReturningProtocol.BACK, "handle=" + handle(away) + "&proof=good");
		assertExpired(login.returns().handle(request, this.college).toCompletableFuture().join());
		this.college = LoginFixture.school(delegation(new Saml(PlatformEduConnect.NONE.saml()
			.values()
			.with(EduConnectFields.BY, null)
			.with(SamlFields.METADATA_URL, URI.create("https://idp.example.fr/metadata")))));
		this.schools.put(this.college.uai(), this.college);
		assertExpired(post(ask(), "1.2.3.4"));
		assertThat(this.protocol.completed()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "proof=good", "handle=unknown&proof=good", "handle=%zz", "handle=a&handle=a&proof=good" })
	void whatBelongsToNoLoginEndsOnAPage(String body) {
		assertExpired(handle(FakeRequest.post(FakeReturningProtocol.BACK, body)));
		assertExpired(handle(FakeRequest.get(FakeReturningProtocol.BACK + "?" + body)));
		assertThat(this.protocol.completed()).isEmpty();
	}

	@Test
	void aSchoolThatIsGoneOrClosedMeanwhileIsNotEntered() {
		Answer away = ask();
		Answer posted = post(away, "1.2.3.4");
		this.schools.clear();
		assertExpired(post(away, "1.2.3.4"));
		Establishment closed = TestEstablishments.closed(this.college, "travaux", login.clock().instant());
		this.schools.put(this.college.uai(), closed);
		assertExpired(post(away, "1.2.3.4"));
		this.college = closed;
		assertExpired(follow(posted, away));
	}

	/** One code, many requests of its own browser in the same moment. */
	@Test
	void ofManyWhoBringOneCodeAtOnceOneOpensASession() throws Exception {
		Answer away = ask();
		Answer posted = post(away, "1.2.3.4");
		int many = 16;
		CyclicBarrier together = new CyclicBarrier(many);
		ExecutorService threads = Executors.newFixedThreadPool(many);
		try {
			List<Future<Answer>> answers = new ArrayList<>();
			for (int i = 0; i < many; i++) {
				answers.add(threads.submit(() -> {
					together.await();
					return follow(posted, away);
				}));
			}
			int opened = 0;
			for (Future<Answer> answer : answers) {
				opened += (login.session(answer.get(), this.college, EspaceKey.PARENT) != null) ? 1 : 0;
			}
			assertThat(opened).isEqualTo(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** The client that posts most loses its own codes, and no one else's. */
	@Test
	void aFloodOfProofsFromOneAddressPushesOutNoOtherCode() {
		Answer away = ask();
		Answer posted = post(away, "1.2.3.4");
		Answer strangers = ask();
		Answer first = post(strangers, "6.6.6.6");
		for (int i = 0; i < 3 * LoginFixture.MAX_PENDING; i++) {
			post(strangers, "6.6.6.6");
		}
		assertExpired(follow(first, strangers));
		assertThat(login.session(follow(posted, away), this.college, EspaceKey.PARENT)).isNotNull();
	}

	private static Delegation delegation(Saml saml) {
		Delegation usual = LoginFixture.delegation("edu", Recognition.PROFILE);
		return new Delegation(usual.id(), usual.label(), true, null, saml, usual.attributes(), usual.recognition(),
				false);
	}

	private Answer ask() {
		return login.ask(visit(this.college, FakeRequest.get(PARENT + "?a=1")));
	}

	private static String handle(Answer away) {
		String location = away.header("Location");
		return location.substring(location.indexOf('=') + 1);
	}

	private Answer post(Answer away, String address) {
		return handle(
				FakeRequest.post(FakeReturningProtocol.BACK, "handle=" + handle(away) + "&proof=good").from(address));
	}

	private Answer handle(FakeRequest request) {
		return this.platform.handle(request).toCompletableFuture().join();
	}

	private Answer follow(Answer posted, Answer away) {
		String path = posted.header("Location").substring(URL.length());
		return login.returns().handle(FakeRequest.get(path).cookiesOf(away), this.college).toCompletableFuture().join();
	}

	private static void assertExpired(Answer answer) {
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(answer.header("Location")).isEmpty();
		assertThat(answer.header("Set-Cookie")).isEmpty();
	}

}
