package fr.passerelle.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PermitsTests {

	private static final int THREADS = 8;

	private final Permits<String> permits = new Permits<>(2);

	@Test
	void takeWhenAllOfAKeyAreInUseThenRefusedAndOtherKeysAreNot() {
		assertThat(this.permits.take("one")).isTrue();
		assertThat(this.permits.take("one")).isTrue();

		assertThat(this.permits.take("one")).isFalse();
		assertThat(this.permits.take("other")).isTrue();
	}

	@Test
	void giveBackOfTheLastForgetsTheKey() {
		this.permits.take("one");
		this.permits.take("one");
		this.permits.giveBack("one");
		assertThat(this.permits.keys()).isOne();

		this.permits.giveBack("one");

		assertThat(this.permits.keys()).isZero();
		assertThat(this.permits.take("one")).isTrue();
	}

	@Test
	void takeWhenKeysHaveBoundsOfTheirOwnThenEachHasItsOwn() {
		Permits<String> byLength = new Permits<>(String::length);
		assertThat(byLength.take("a")).isTrue();
		assertThat(byLength.take("a")).isFalse();
		assertThat(byLength.take("bb")).isTrue();
		assertThat(byLength.take("bb")).isTrue();
		assertThat(byLength.take("bb")).isFalse();
	}

	@Test
	void takeByManyThreadsGivesNeverMoreThanTheBoundAndLosesNoPermit() throws Exception {
		AtomicInteger held = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		CyclicBarrier start = new CyclicBarrier(THREADS);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> runs = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				runs.add(threads.submit(() -> {
					start.await();
					for (int turn = 0; turn < 20_000; turn++) {
						if (this.permits.take("one")) {
							most.accumulateAndGet(held.incrementAndGet(), Math::max);
							Thread.onSpinWait();
							held.decrementAndGet();
							this.permits.giveBack("one");
						}
						else {
							refused.incrementAndGet();
						}
					}
					return null;
				}));
			}
			for (Future<?> run : runs) {
				run.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(most).hasValueLessThanOrEqualTo(2);
		assertThat(refused).as("threads met").hasPositiveValue();
		assertThat(this.permits.keys()).isZero();
	}

}
