package fr.passerelle.gateway.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedTableTests {

	private static final Duration LIFETIME = Duration.ofMinutes(30);

	private final MovableClock clock = new MovableClock();

	private final SharedTable<String> table = new SharedTable<>(100_000, 1_000, LIFETIME, this.clock);

	@Test
	void takeOfWhatIsThereGivesItOnce() {
		this.table.put("a", "1", 10, "192.0.2.1");
		assertThat(this.table.get("a")).isEqualTo("1");
		assertThat(this.table.take("a")).isEqualTo("1");
		assertThat(this.table.take("a")).isNull();
		assertThat(this.table.get("a")).isNull();
		assertThat(this.table.bytes()).isZero();
	}

	@Test
	void putOfAKeyThatIsThereReplacesIt() {
		this.table.put("a", "1", 10, "192.0.2.1");
		long once = this.table.bytes();
		this.table.put("a", "2", 10, "192.0.2.2");
		assertThat(this.table.get("a")).isEqualTo("2");
		assertThat(this.table.bytes()).isEqualTo(once);
		assertThat(this.table.size()).isEqualTo(1);
	}

	@Test
	void replaceWhenItIsTheValueThatIsThereThenDone() {
		this.table.put("a", "1", 10, "192.0.2.1");
		assertThat(this.table.replace("a", "2", "3")).isFalse();
		assertThat(this.table.replace("b", "1", "3")).isFalse();
		assertThat(this.table.replace("a", "1", "3")).isTrue();
		assertThat(this.table.take("a")).isEqualTo("3");
	}

	@Test
	void anEntryLivesForItsTimeAndLeavesNoWeight() {
		this.table.put("a", "1", 10, "192.0.2.1");
		this.clock.move(LIFETIME.minusMillis(1));
		assertThat(this.table.get("a")).isEqualTo("1");
		this.clock.move(Duration.ofMillis(1));
		assertThat(this.table.get("a")).isNull();
		assertThat(this.table.replace("a", "1", "2")).isFalse();
		this.table.put("b", "1", 10, "192.0.2.1");
		assertThat(this.table.size()).isEqualTo(1);
		assertThat(this.table.take("a")).isNull();
	}

	@Test
	void whereRoomEndsTheClientThatHoldsMostLosesItsOldest() {
		this.table.put("honest", "h", 100, "192.0.2.1");
		for (int i = 0; i < 500; i++) {
			this.table.put("flood" + i, "f", 1_000, "203.0.113.9");
		}
		assertThat(this.table.bytes()).isLessThanOrEqualTo(100_000);
		assertThat(this.table.get("honest")).isEqualTo("h");
		assertThat(this.table.get("flood0")).isNull();
		assertThat(this.table.get("flood499")).isEqualTo("f");
	}

	@Test
	void theNumberIsBoundedToo() {
		for (int i = 0; i < 3_000; i++) {
			this.table.put("k" + i, "v", -200, "203.0.113." + (i % 7));
		}
		assertThat(this.table.size()).isEqualTo(1_000);
	}

	@Test
	void anIpv6NetworkIsOneClient() {
		this.table.put("honest", "h", 20_000, "2001:db8:1::1");
		for (int i = 1; i < 500; i++) {
			this.table.put("flood" + i, "f", 1_000, "2001:db8:2:3::" + Integer.toHexString(i));
		}
		assertThat(this.table.get("honest")).isEqualTo("h");
	}

	@Test
	void whatIsLargerThanTheRoomIsNotKept() {
		this.table.put("a", "1", 200_000, "192.0.2.1");
		assertThat(this.table.get("a")).isNull();
		assertThat(this.table.bytes()).isZero();
	}

	@Test
	void afterAnyStepsTheWeightIsThatOfWhatIsThere() {
		Random random = new Random(7);
		Set<String> keys = new HashSet<>();
		for (int i = 0; i < 20_000; i++) {
			String key = "k" + random.nextInt(400);
			keys.add(key);
			switch (random.nextInt(4)) {
				case 0 -> this.table.take(key);
				case 1 -> this.clock.move(Duration.ofSeconds(random.nextInt(20)));
				default -> this.table.put(key, "v", random.nextInt(2_000), "192.0.2." + random.nextInt(20));
			}
			assertThat(this.table.bytes()).isBetween(0L, 100_000L);
		}
		keys.forEach(this.table::take);
		assertThat(this.table.bytes()).isZero();
		assertThat(this.table.size()).isZero();
	}

	@Test
	void ofManyTakersAtOnceOneGetsIt() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < 50; round++) {
				this.table.put("a", "1", 10, "192.0.2.1");
				CountDownLatch start = new CountDownLatch(1);
				List<Future<Boolean>> takers = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					takers.add(threads.submit(() -> {
						start.await();
						return this.table.take("a") != null;
					}));
				}
				start.countDown();
				int winners = 0;
				for (Future<Boolean> taker : takers) {
					winners += taker.get() ? 1 : 0;
				}
				assertThat(winners).isEqualTo(1);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
