package fr.passerelle.gateway.halt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each in a process of its own with a small heap, since what is tried ends it. */
class OutOfMemoryTests {

	private static final int PATIENCE_SECONDS = 60;

	@ParameterizedTest
	@ValueSource(strings = { "thread", "executor", "future", "completable", "scheduled", "caught", "cause" })
	void theProgramEndsWithOneLineHoweverTheErrorGotLost(String way) throws Exception {
		Process child = child(way);
		String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(child.exitValue()).isEqualTo(OutOfMemory.EXIT_CODE);
		assertThat(said.lines().filter((line) -> line.startsWith("Passerelle ends: its memory ran out"))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nearly", "other" })
	void theProgramGoesOnWhereMemoryDidNotRunOut(String way) throws Exception {
		Process child = child(way);

		assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(child.exitValue()).isZero();
	}

	@Test
	void theProgramGoesOnWhereTheCollectorClearsReferencesBeforeItFreesMemory() throws Exception {
		Process child = child("busy", "-XX:+UseZGC");

		assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(child.exitValue()).isZero();
	}

	private static Process child(String way) throws IOException {
		return child(way, "-XX:+UseSerialGC");
	}

	private static Process child(String way, String collector) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-Xmx64m", collector, "-cp", System.getProperty("java.class.path"),
				Child.class.getName(), way)
			.redirectErrorStream(true)
			.start();
	}

	/** What the process of its own does. */
	static final class Child {

		private static final List<byte[]> filled = new ArrayList<>();

		public static void main(String[] args) throws Exception {
			OutOfMemory.endsTheProgram();
			ExecutorService one = Executors.newSingleThreadExecutor();
			ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
			switch (args[0]) {
				case "thread" -> new Thread(Child::fill).start();
				case "executor" -> one.execute(Child::fill);
				case "future" -> lost(one.submit(Child::fill));
				case "completable" -> lost(CompletableFuture.runAsync(Child::fill, one));
				case "scheduled" -> lost(timer.schedule(Child::fill, 1, TimeUnit.MILLISECONDS));
				case "caught" -> caught();
				case "cause" -> OutOfMemory.endIf(new IllegalStateException(new OutOfMemoryError("injected")));
				case "nearly" -> nearly();
				case "busy" -> busy();
				default -> OutOfMemory.endIf(new StackOverflowError());
			}
			if (List.of("nearly", "busy", "other").contains(args[0])) {
				System.exit(0);
			}
			Thread.currentThread().join();
		}

		/** In a future that no code reads. */
		private static void lost(Future<?> future) {
			Objects.requireNonNull(future);
		}

		private static void fill() {
			while (true) {
				filled.add(new byte[64 * 1024]);
			}
		}

		/** By code that catches the error and keeps what it filled. */
		private static void caught() {
			try {
				fill();
			}
			catch (OutOfMemoryError ex) {
				System.out.println("caught");
			}
		}

		/** Garbage many times as large as the heap, and a half of it in use. */
		private static void nearly() {
			byte[] used = new byte[20 * 1024 * 1024];
			for (int i = 0; i < 5_000; i++) {
				used[i] = (byte) new byte[256 * 1024].length;
			}
			System.out.println(used[4_999]);
		}

		/** Several threads together need more than is free, and keep nothing. */
		private static void busy() throws InterruptedException {
			filled.add(new byte[0]);
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				threads.add(new Thread(Child::waste));
			}
			threads.forEach(Thread::start);
			for (Thread thread : threads) {
				thread.join();
			}
		}

		private static void waste() {
			for (int i = 0; i < 20_000; i++) {
				filled.set(0, new byte[100 * 1024]);
			}
		}

	}

}
