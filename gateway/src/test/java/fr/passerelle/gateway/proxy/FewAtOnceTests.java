package fr.passerelle.gateway.proxy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FewAtOnceTests {

	private final Deque<Runnable> threads = new ArrayDeque<>();

	private final FewAtOnce few = new FewAtOnce(this.threads::add, 2);

	private final List<Integer> ran = new ArrayList<>();

	@Test
	void executeWhenManyWaitThenOnlyAFewHaveAThread() {
		for (int i = 0; i < 100; i++) {
			int number = i;
			this.few.execute(() -> this.ran.add(number));
		}

		assertThat(this.threads).hasSize(2);
		while (!this.threads.isEmpty()) {
			this.threads.remove().run();
			assertThat(this.threads).hasSizeLessThanOrEqualTo(2);
		}
		assertThat(this.ran).hasSize(100).isSorted();
	}

	@Test
	void executeWhenATaskGoesOnLaterThenOthersComeFirst() {
		this.few.execute(() -> {
			this.ran.add(1);
			this.few.execute(() -> this.ran.add(4));
		});
		this.few.execute(() -> this.ran.add(2));
		this.few.execute(() -> this.ran.add(3));
		while (!this.threads.isEmpty()) {
			this.threads.remove().run();
		}

		assertThat(this.ran).containsExactly(1, 2, 3, 4);
	}

	@Test
	void executeWhenATaskFailsThenTheOthersRun() {
		this.few.execute(() -> {
			throw new IllegalStateException("failed");
		});
		this.few.execute(() -> this.ran.add(2));
		this.few.execute(() -> this.ran.add(3));

		assertThatIllegalStateException().isThrownBy(this.threads.remove()::run);
		while (!this.threads.isEmpty()) {
			this.threads.remove().run();
		}
		assertThat(this.ran).containsExactly(2, 3);
	}

	@Test
	void executeFromManyThreadsLosesNone() throws InterruptedException {
		int count = 20_000;
		CountDownLatch left = new CountDownLatch(count);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		ExecutorService pool = Executors.newFixedThreadPool(8);
		try {
			FewAtOnce bounded = new FewAtOnce(pool, 2);
			for (int i = 0; i < count; i++) {
				bounded.execute(() -> {
					most.accumulateAndGet(running.incrementAndGet(), Math::max);
					running.decrementAndGet();
					left.countDown();
				});
			}

			assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(most.get()).isLessThanOrEqualTo(2);
		}
		finally {
			pool.shutdownNow();
		}
	}

}
