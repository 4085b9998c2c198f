package fr.passerelle.gateway.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class PendingLoginsTests {

	private static final String PAGE = "/pronote/parent.html";

	private final MovableClock clock = new MovableClock();

	private final Establishment college = TestEstablishments.college();

	private static final long MAX_BYTES = 4 << 20;

	private final PendingLogins pending = new PendingLogins(new PasserelleSettings.Login(Duration.ofMinutes(30),
			100_000, DataSize.ofMegabytes(64), Duration.ofMinutes(1)), MAX_BYTES, this.clock);

	@Test
	void ofManyWhoComeBackAtOnceWithOneLoginExactlyOneTakesIt() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(16);
		for (int round = 0; round < 50; round++) {
			String secret = begin("r=" + round);
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Boolean>> takers = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				takers.add(threads.submit(() -> {
					start.await();
					return take(List.of(secret), PAGE) != null;
				}));
			}
			start.countDown();
			int winners = 0;
			for (Future<Boolean> taker : takers) {
				winners += taker.get() ? 1 : 0;
			}
			assertThat(winners).isEqualTo(1);
		}
		threads.shutdownNow();
	}

	@Test
	void aLoginIsTakenOnlyByItsBrowserForItsPageOfItsEspaceAndEstablishment() {
		Establishment other = TestEstablishments.of("0750002B", "https://other.example.fr", this.college.espaces());
		String secret = begin("x");
		assertThat(take(List.of("A".repeat(32)), PAGE)).isNull();
		assertThat(take(List.of("A".repeat(5000)), PAGE)).isNull();
		assertThat(take(List.of(secret), "/pronote/mobile.parent.html")).isNull();
		assertThat(this.pending.take(List.of(secret), visit(this.college, EspaceKey.ELEVE, FakeRequest.get(PAGE))))
			.isNull();
		assertThat(this.pending.take(List.of(secret), visit(other, EspaceKey.PARENT, FakeRequest.get(PAGE)))).isNull();
		assertThat(take(List.of(secret), PAGE)).isNotNull();
		assertThat(take(List.of(secret), PAGE)).isNull();
	}

	@Test
	void tabsOpenedTogetherComeBackInTheOrderTheyLeft() {
		List<String> secrets = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			secrets.add(begin("tab=" + i));
			this.clock.move(Duration.ofSeconds(2));
		}
		for (int i = 0; i < 3; i++) {
			assertThat(target(secrets)).endsWith("tab=" + i);
		}
	}

	@Test
	void whoGaveUpAndAskedAgainLaterGetsWhatWasAskedLast() {
		List<String> secrets = new ArrayList<>();
		secrets.add(begin("given-up"));
		this.clock.move(Duration.ofMinutes(1));
		secrets.add(begin("asked-last"));
		assertThat(target(secrets)).endsWith("asked-last");
		assertThat(target(secrets)).endsWith("given-up");
	}

	@Test
	void aLoginThatTookTooLongIsForgotten() {
		String secret = begin("x");
		this.clock.move(Duration.ofMinutes(31));
		assertThat(take(List.of(secret), PAGE)).isNull();
	}

	@Test
	void aTableFullOfTheLongestTargetsTakesNoMoreThanItsBytes() {
		String longest = "x".repeat(7_600);
		for (int i = 0; i < 2_000; i++) {
			beginFrom("203.0.113." + (i % 200), PAGE, longest + i);
			beginFrom("203.0.113." + (i % 200), "/pronote/parent/" + longest.substring(4_000) + i, "q");
			assertThat(this.pending.bytes()).isLessThanOrEqualTo(MAX_BYTES);
		}
		assertThat(this.pending.bytes()).isGreaterThan(MAX_BYTES / 2);
	}

	@Test
	void tenHonestLoginsSurviveAHundredThousandStrangeOnes() {
		List<String> secrets = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			secrets.add(beginFrom("192.0.2." + i, PAGE, "honest=" + "h".repeat(3_000) + i));
		}
		for (int i = 0; i < 100_000; i++) {
			beginFrom((i % 2 == 0) ? "203.0.113.9" : "2001:db8:0:1::" + Integer.toHexString(i / 2), PAGE,
					"x".repeat((i % 50 == 0) ? 7_000 : 10) + i);
		}
		for (int i = 0; i < 10; i++) {
			assertThat(target(List.of(secrets.get(i)))).endsWith("h" + i);
		}
	}

	@Test
	void aSchoolOfTwoThousandBehindOneAddressBeginsAtOnceAndAllArrive() {
		List<String> secrets = new ArrayList<>();
		for (int i = 0; i < 2_000; i++) {
			secrets.add(beginFrom("192.0.2.1", PAGE, "pupil=" + i));
		}
		assertThat(secrets).allMatch((secret) -> take(List.of(secret), PAGE) != null);
	}

	@Test
	void whereTheRoomForLongTargetsIsFullTheLoginLeadsToItsPage() {
		String first = begin("first=" + "x".repeat(7_000));
		for (int i = 0; i < 300; i++) {
			begin("x".repeat(7_000) + i);
		}
		String last = begin("last=" + "y".repeat(7_000));
		assertThat(target(List.of(first))).isEqualTo(PAGE);
		assertThat(target(List.of(last))).isEqualTo(PAGE + "?last=" + "y".repeat(7_000));
	}

	@Test
	void giveUpBeyondKeepsAnotherTabsLoginWhereOnePageAsksAgainAndAgain() {
		String tab = beginFrom("192.0.2.1", PAGE, "real=1");
		List<String> secrets = new ArrayList<>(List.of("A".repeat(32), tab));
		for (int i = 0; i < 25; i++) {
			this.clock.move(Duration.ofSeconds(1));
			secrets.add(beginFrom("192.0.2.1", "/pronote/parent/poll", "i=" + i));
		}
		List<String> gone = new ArrayList<>(this.pending.giveUpBeyond(secrets, 19));
		assertThat(gone).containsExactlyInAnyOrderElementsOf(
				Stream.concat(Stream.of("A".repeat(32)), secrets.subList(2, 9).stream()).toList());
		assertThat(target(List.of(tab))).endsWith("real=1");
		assertThat(take(List.of(secrets.get(2)), "/pronote/parent/poll")).isNull();
		assertThat(this.pending.giveUpBeyond(secrets, 19)).contains(tab).doesNotContain(secrets.get(26));
	}

	@Test
	void nothingOfTheBrowsersSecretIsKept() {
		String secret = begin("x");
		PendingLogin login = take(List.of(secret), PAGE);
		assertThat(login).asString().doesNotContain(secret);
		assertThat(login).matches((taken) -> taken.isOf(secret) && !taken.isOf("A".repeat(32)));
	}

	private String target(List<String> secrets) {
		PendingLogin login = take(secrets, PAGE);
		return (login != null) ? login.target() : "none";
	}

	private @Nullable PendingLogin take(List<String> secrets, String path) {
		return this.pending.take(secrets, visit(this.college, EspaceKey.PARENT, FakeRequest.get(path)));
	}

	private String begin(String query) {
		return beginFrom("192.0.2.1", PAGE, query);
	}

	private String beginFrom(String client, String page, String query) {
		String target = page + "?" + query;
		String secret = SecretText.random();
		this.pending.begin(SecretText.hash(secret),
				visit(this.college, EspaceKey.PARENT, FakeRequest.get(target).from(client)),
				TestEstablishments.delegation("atrium"), new LoginFlow.Destination(target, 1));
		return secret;
	}

	private static Visit visit(Establishment establishment, EspaceKey espace, VisitorRequest request) {
		return new Visit(request, establishment, establishment.espace(espace));
	}

}
