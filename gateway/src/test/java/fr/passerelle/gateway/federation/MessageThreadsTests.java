package fr.passerelle.gateway.federation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageThreadsTests {

	private final MessageThreads threads = new MessageThreads("federation", 1, 10_000);

	@AfterEach
	void close() {
		this.threads.close();
	}

	private CompletableFuture<String> run(int length, CountDownLatch until) {
		return this.threads.run(length, () -> {
			try {
				until.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Thread.currentThread().getName();
		}, () -> "full").toCompletableFuture();
	}

	@Test
	void messagesAreReadOnThreadsOfTheirOwn() {
		assertThat(run(10, new CountDownLatch(0)).join()).isEqualTo("federation");
	}

	@Test
	void whatWaitsIsBoundedInBytesAndTheBoundComesBack() {
		CountDownLatch until = new CountDownLatch(1);
		CompletableFuture<String> first = run(2_000, until);
		CompletableFuture<String> second = run(1_000, until);
		assertThat(run(2_000, until).join()).as("what is beyond the bound").isEqualTo("full");
		until.countDown();
		CompletableFuture.allOf(first, second).join();
		assertThat(run(2_000, until).join()).isEqualTo("federation");
	}

	/** A stack that overflows, say: otherwise its place would be lost for good. */
	@Test
	void anErrorOfTheWorkGivesThePlaceBackToo() {
		for (int i = 0; i < 20; i++) {
			assertThat(this.threads.run(2_000, () -> {
				throw new StackOverflowError();
			}, () -> "full").toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
		}
	}

	@Test
	void aFailureOfTheWorkIsTheResultsAndGivesThePlaceBack() {
		for (int i = 0; i < 20; i++) {
			assertThat(this.threads.run(2_000, () -> {
				throw new IllegalStateException("broken");
			}, () -> "full").toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
		}
	}

}
