package fr.passerelle.gateway.login;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.Together;
import fr.passerelle.gateway.session.EntSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Leaving the account of the wrong kind, and the page that offers it. */
@SuppressWarnings("NullAway.Init")
class AccountLeavesTests {

	private static final String PAGE = "/pronote/parent.html";

	private static final String URL = "https://0330001a.example.fr";

	private static LoginFixture login;

	private final Delegation educonnect = LoginFixture.educonnect(Recognition.PASSWORD);

	private final Establishment college = LoginFixture.school(this.educonnect);

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
		login.begin();
	}

	@Test
	void thePageNamesTheAccountAndLeadsOutOfItAndBack() {
		Answer page = login.arrival().enter(vouched()).toCompletableFuture().join();
		assertThat(page.header("Passerelle-Error")).isEqualTo("PROFILE_NOT_ALLOWED");
		String text = new String(page.body(), StandardCharsets.UTF_8);
		assertThat(text).contains("compte élève").contains(URL + AccountLeaves.PATH).contains(URL + PAGE + "?a=1");
		String name = text.replaceAll("(?s).*" + AccountLeaves.PATH + "([A-Za-z0-9_-]+).*", "$1");
		Answer left = leave(name, this.college);
		assertThat(left.status()).isEqualTo(302);
		assertThat(left.header("Location")).startsWith("https://edu.example.fr/cas/logout?service=")
			.endsWith("parent.html%3Fa%3D1");
		assertThat(login.leaves().page(name, this.college)).isEqualTo(URL + PAGE + "?a=1");
	}

	@Test
	void aNameIsOfOneEstablishmentAndEndsWithTheTimeOfALogin() {
		String name = kept();
		Establishment other = new Establishment(new fr.passerelle.gateway.establishment.Uai("0330002B"),
				this.college.name(), this.college.publicUrl(), 1, true, null, null, this.college.basePath(),
				this.college.delegations(), this.college.espaces(), this.college.paths(), this.college.upstream());
		assertThat(login.leaves().page(name, other)).isNull();
		assertThat(leave(name, other).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(leave("x", this.college).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		login.clock().move(Duration.ofMinutes(31));
		assertThat(leave(name, this.college).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	/** Each may have to be signed. */
	@RepeatedTest(20)
	void ofManyRequestsAtTheSameTimeAFewLeadOut() {
		String name = kept();
		List<Answer> answers = Together.run(8, (number) -> leave(name, this.college));
		Map<Boolean, List<Answer>> byWay = answers.stream()
			.collect(Collectors.partitioningBy((answer) -> answer.status() == 302));
		assertThat(byWay.get(true)).hasSize(AccountLeaves.MAX_USES);
		assertThat(byWay.get(false)).allSatisfy((answer) -> {
			assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
			assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(URL + PAGE + "?a=1");
		});
		assertThat(login.leaves().page(name, this.college)).as("the way back stays").isEqualTo(URL + PAGE + "?a=1");
	}

	@Test
	void theWayOutIsWaitedForWithoutAThread() {
		String name = kept();
		CompletableFuture<Void> signed = new CompletableFuture<>();
		login.protocol().answersLogouts((way) -> signed.thenCombine(way, (none, there) -> there));
		CompletableFuture<Answer> left = leaving(name, this.college);
		assertThat(left).isNotDone();
		signed.complete(null);
		assertThat(left.join().header("Location")).startsWith("https://edu.example.fr/cas/logout");
	}

	@Test
	void whereNoWayLeadsOutThePageSaysWhatToDo() {
		login.protocol().answersLogouts((way) -> CompletableFuture.completedFuture(Optional.empty()));
		Answer answer = leave(kept(), this.college);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8))
			.contains("Votre session de l’ENT est peut-être encore ouverte", "fermez toutes les fenêtres")
			.contains(URL + PAGE + "?a=1");
	}

	private String kept() {
		VouchedLogin vouched = vouched();
		String address = login.leaves().address(vouched.visit(), vouched.delegation(), null, vouched.target());
		return address.substring((URL + AccountLeaves.PATH).length());
	}

	private Answer leave(String name, Establishment establishment) {
		return leaving(name, establishment).join();
	}

	private CompletableFuture<Answer> leaving(String name, Establishment establishment) {
		return login.leaves().handle(FakeRequest.get(AccountLeaves.PATH + name), establishment).toCompletableFuture();
	}

	private VouchedLogin vouched() {
		FakeRequest request = FakeRequest.get(PAGE + "?a=1");
		return new VouchedLogin(LoginFixture.visit(this.college, request), this.educonnect,
				LoginFixture.account("eleve2d"), EntSession.ofTicket("ST-1"), request.target());
	}

}
