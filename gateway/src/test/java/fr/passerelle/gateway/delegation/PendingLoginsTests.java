package fr.passerelle.gateway.delegation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.web.MalformedPathException;
import fr.passerelle.gateway.web.MovableClock;
import fr.passerelle.gateway.web.RequestPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingLoginsTests {

	private static final String PAGE = "/pronote/parent.html";

	private final MovableClock clock = new MovableClock();

	private final Establishment college = TestEstablishments.college();

	private final PendingLogins pending = new PendingLogins(new PasserelleSettings.Login(Duration.ofMinutes(30), 1000),
			this.clock);

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
		String secret = begin("x");
		assertThat(take(List.of("A".repeat(32)), PAGE)).isNull();
		assertThat(take(List.of("A".repeat(5000)), PAGE)).isNull();
		assertThat(take(List.of(secret), "/pronote/mobile.parent.html")).isNull();
		assertThat(this.pending.take(List.of(secret), this.college.uai(), EspaceKey.ELEVE, PAGE)).isNull();
		assertThat(this.pending.take(List.of(secret), new Uai("0750002B"), EspaceKey.PARENT, PAGE)).isNull();
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
		return this.pending.take(secrets, this.college.uai(), EspaceKey.PARENT, path);
	}

	private String begin(String query) {
		try {
			return this.pending.begin(this.college, EspaceKey.PARENT, "atrium", RequestPath.parse(PAGE),
					PAGE + "?" + query, 1);
		}
		catch (MalformedPathException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
