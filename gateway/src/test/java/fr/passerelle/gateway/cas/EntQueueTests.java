package fr.passerelle.gateway.cas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import fr.passerelle.gateway.cas.EntQueue.Refusal;
import fr.passerelle.gateway.http.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntQueueTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final MovableClock clock = new MovableClock();

	private final AtomicInteger turns = new AtomicInteger();

	private final List<String> events = new ArrayList<>();

	private final EntQueue queue = queue(2, 10, 20);

	private EntQueue queue(int places, int maxInLine, int maxWaiting) {
		return new EntQueue(places, maxInLine, maxWaiting, PATIENCE, this.clock, this.turns::incrementAndGet);
	}

	private void enter(EntQueue into, String ent, String name, Consumer<Duration> go) {
		into.enter(ent, new EntQueue.Waiter() {

			@Override
			public void go(Duration waited) {
				EntQueueTests.this.events.add(name);
				go.accept(waited);
			}

			@Override
			public void refused(Refusal why) {
				EntQueueTests.this.events.add(name + " " + why);
			}

		});
	}

	private void enter(String ent, String... names) {
		for (String name : names) {
			enter(this.queue, ent, name, (waited) -> {
			});
		}
	}

	private void later(Duration time) {
		this.clock.move(time);
		this.queue.turn();
	}

	@Test
	void thoseWhoWaitGoInTheirOrderAsPlacesComeBack() {
		enter("ent", "a", "b", "c", "d");
		assertThat(this.events).containsExactly("a", "b");
		this.queue.leave("ent", true);
		this.queue.leave("ent", true);
		assertThat(this.events).containsExactly("a", "b", "c", "d");
	}

	@Test
	void aRushAtASlowEntIsServedWhole() {
		EntQueue slow = queue(200, 2000, 20_000);
		for (int i = 0; i < 400; i++) {
			enter(slow, "ent", "v" + i, (waited) -> {
			});
		}
		for (int wave = 0; wave < 2; wave++) {
			this.clock.move(Duration.ofMillis(500));
			slow.turn();
			for (int i = 0; i < 200; i++) {
				slow.leave("ent", true);
			}
		}
		assertThat(this.events).hasSize(400).noneMatch((event) -> event.contains(" "));
		assertThat(slow.ents()).isZero();
	}

	@Test
	void theTimeWaitedIsSaidSoThatItCountsInTheTimeAllowed() {
		List<Duration> waited = new ArrayList<>();
		enter("ent", "a", "b");
		enter(this.queue, "ent", "c", waited::add);
		this.clock.move(Duration.ofSeconds(2));
		this.queue.leave("ent", true);
		assertThat(waited).containsExactly(Duration.ofSeconds(2));
	}

	@Test
	void noneWaitsLongerThanThePatience() {
		enter("ent", "a", "b", "c");
		later(Duration.ofSeconds(3));
		this.queue.leave("ent", true);
		enter("ent", "d", "e");
		later(PATIENCE.minusMillis(1));
		assertThat(this.events).containsExactly("a", "b", "c");
		later(Duration.ofMillis(1));
		assertThat(this.events).containsExactly("a", "b", "c", "d TOO_LONG", "e TOO_LONG");
	}

	@Test
	void behindAnEntThatAnswersNothingNoOneWaitsAnyMore() {
		enter("ent", "a", "b", "c");
		later(PATIENCE);
		enter("ent", "d");
		this.queue.leave("ent", false);
		enter("ent", "e");
		assertThat(this.events).containsExactly("a", "b", "c TOO_LONG", "d TOO_LONG", "e");
	}

	@Test
	void afterAnAnswerOneWaitsAgain() {
		enter("ent", "a", "b");
		later(PATIENCE);
		this.queue.leave("ent", true);
		enter("ent", "c", "d");
		this.queue.leave("ent", true);
		assertThat(this.events).containsExactly("a", "b", "c", "d");
	}

	@Test
	void anEntThatHangsTakesNoPlaceOfAnother() {
		enter("hangs", "a", "b", "c", "d");
		enter("healthy", "e", "f");
		assertThat(this.events).containsExactly("a", "b", "e", "f");
	}

	@Test
	void oneEntTakesHalfOfAllThatMayWaitAtMost() {
		EntQueue small = queue(1, 100, 4);
		for (String name : List.of("a", "b", "c", "d")) {
			enter(small, "hangs", name, (waited) -> {
			});
		}
		assertThat(this.events).containsExactly("a", "d FULL");
		enter(small, "other", "e", (waited) -> {
		});
		enter(small, "other", "f", (waited) -> {
		});
		small.leave("other", true);
		assertThat(this.events).containsExactly("a", "d FULL", "e", "f");
	}

	@Test
	void validationsThatFailImmediatelyDoNotCallOneAnother() {
		EntQueue deep = queue(1, 50_000, 100_000);
		enter(deep, "ent", "first", (waited) -> {
		});
		for (int i = 0; i < 50_000; i++) {
			enter(deep, "ent", "next", (waited) -> deep.leave("ent", false));
		}
		deep.leave("ent", false);
		assertThat(this.events).hasSize(50_001);
		assertThat(deep.ents()).isZero();
	}

	@Test
	void thereAreTurnsOnlyWhileSomeoneWaits() {
		enter("ent", "a", "b");
		assertThat(this.turns).hasValue(0);
		enter("ent", "c", "d");
		assertThat(this.turns).hasValue(1);
		later(EntQueue.TURN);
		assertThat(this.turns).hasValue(2);
		this.queue.leave("ent", true);
		this.queue.leave("ent", true);
		later(EntQueue.TURN);
		assertThat(this.turns).hasValue(2);
	}

}
