package fr.passerelle.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.config.FixedDelayTask;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class TimetableTests {

	private static final Duration MOMENT = Duration.ofMillis(1);

	private Timetable timetable = timetable(Map.of(), Duration.ZERO);

	@AfterEach
	void stop() {
		this.timetable.stop();
	}

	@Test
	void turnThatFailsIsLoggedByNameAndTheNextTurnComes(CapturedOutput output) throws Exception {
		CountDownLatch turns = new CountDownLatch(3);

		start(Map.of("failing", task(() -> {
			turns.countDown();
			throw new IllegalStateException("a secret");
		})), Duration.ZERO);

		turns.await();
		assertThat(output).contains("Periodic task failed task=failing reason=IllegalStateException")
			.doesNotContain("a secret");
	}

	@Test
	void turnThatHangsDelaysNoOtherTask() throws Exception {
		CountDownLatch hanging = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch others = new CountDownLatch(50);
		Runnable hang = () -> {
			hanging.countDown();
			await(end);
		};

		start(Map.of("one", task(hang), "two", task(hang), "three", task(others::countDown)), Duration.ZERO);

		hanging.await();
		others.await();
		assertThat(end.getCount()).isOne();
	}

	@Test
	void nothingRunsBeforeTheStartAndTheFirstTurnWaitsItsDelay() {
		AtomicInteger turns = new AtomicInteger();
		this.timetable = timetable(
				Map.of("later", new FixedDelayTask(turns::incrementAndGet, MOMENT, Duration.ofDays(1))), Duration.ZERO);
		assertThat(this.timetable.isRunning()).isFalse();

		this.timetable.start();
		this.timetable.stop();

		assertThat(turns).hasValue(0);
		assertThat(this.timetable.isRunning()).isFalse();
	}

	@Test
	void stopWaitsForATurnUnderWay() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch stopping = new CountDownLatch(1);
		AtomicInteger carriedOut = new AtomicInteger();
		start(Map.of("plan", task(() -> {
			begun.countDown();
			if (await(stopping)) {
				carriedOut.incrementAndGet();
			}
		})), Duration.ofSeconds(30));
		begun.await();
		Thread stop = new Thread(this.timetable::stop);

		stop.start();
		Awaitility.await().until(() -> !this.timetable.isRunning());
		stopping.countDown();
		stop.join();

		assertThat(carriedOut).hasPositiveValue();
	}

	@Test
	void stopInterruptsATurnThatTakesTooLong() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		start(Map.of("backup", task(() -> {
			begun.countDown();
			if (!await(never)) {
				interrupted.countDown();
			}
		})), MOMENT);
		begun.await();

		this.timetable.stop();

		assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private void start(Map<String, FixedDelayTask> tasks, Duration farewell) {
		this.timetable = timetable(tasks, farewell);
		this.timetable.start();
	}

	private static Timetable timetable(Map<String, FixedDelayTask> tasks, Duration farewell) {
		return new Timetable(new ThreadPoolTaskSchedulerBuilder(), tasks, farewell);
	}

	private static FixedDelayTask task(Runnable turn) {
		return new FixedDelayTask(turn, MOMENT, MOMENT);
	}

	/** Whether it came; false where the waiting was interrupted. */
	private static boolean await(CountDownLatch latch) {
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
