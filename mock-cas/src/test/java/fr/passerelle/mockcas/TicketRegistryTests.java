package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tickets are good once, and for a short time.
 */
class TicketRegistryTests {

	private static final String SERVICE = "https://x.invalid/";

	private final SettableClock clock = new SettableClock();

	private final TicketRegistry tickets = new TicketRegistry(this.clock, Duration.ofMinutes(5), TicketShape.NUMBERED,
			"cas");

	@Test
	void consumeTwiceThenGone() {
		String ticket = this.tickets.issue("u", SERVICE, true).value();
		assertThat(this.tickets.consume(ticket)).isNotNull();
		assertThat(this.tickets.consume(ticket)).isNull();
	}

	@Test
	void consumeBeforeFiveMinutesThenGoodAndAtFiveThenNot() {
		String early = this.tickets.issue("u", SERVICE, true).value();
		String late = this.tickets.issue("u", SERVICE, true).value();
		this.clock.advance(Duration.ofMinutes(5).minusMillis(1));
		assertThat(this.tickets.consume(early)).isNotNull();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.tickets.consume(late)).isNull();
	}

	@RepeatedTest(20)
	void consumeByManyAtOnceThenOneSucceeds() throws InterruptedException, ExecutionException {
		String ticket = this.tickets.issue("u", SERVICE, true).value();
		int threads = 16;
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		List<Future<Boolean>> results = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			results.add(pool.submit(() -> {
				start.await();
				return this.tickets.consume(ticket) != null;
			}));
		}
		start.countDown();
		int won = 0;
		for (Future<Boolean> result : results) {
			won += result.get() ? 1 : 0;
		}
		pool.shutdown();
		assertThat(won).isOne();
	}

	@Test
	void ticketsStayOutOfText() {
		IssuedTicket ticket = this.tickets.issue("u", SERVICE, true);
		assertThat(ticket.toString()).doesNotContain(ticket.value());
	}

}
