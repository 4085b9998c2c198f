package fr.passerelle.tryit.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

/**
 * Sends the time of day as server-sent events. The page shows that the gateway passes
 * each event immediately.
 */
final class LiveClock {

	/** Each takes a thread. A trial opens fewer. */
	static final int MAX_WATCHING = 32;

	/** After it the browser connects again, and the gateway checks the session. */
	private static final int MAX_SECONDS = 600;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

	private static final int OK = 200;

	private static final int TOO_MANY = 503;

	private final Semaphore places = new Semaphore(MAX_WATCHING);

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Clock clock;

	LiveClock(Clock clock) {
		this.clock = clock;
	}

	void serve(HttpExchange exchange) throws IOException {
		if (!this.places.tryAcquire()) {
			exchange.sendResponseHeaders(TOO_MANY, -1);
			return;
		}
		try {
			exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
			exchange.getResponseHeaders().set("Cache-Control", "no-store");
			exchange.sendResponseHeaders(OK, 0);
			tick(exchange.getResponseBody());
		}
		finally {
			this.places.release();
		}
	}

	void stop() {
		this.stopped.countDown();
	}

	private void tick(OutputStream out) throws IOException {
		try {
			for (int second = 0; second < MAX_SECONDS; second++) {
				String time = LocalTime.now(this.clock.withZone(ZONE)).format(TIME);
				out.write(("data: " + time + "\n\n").getBytes(StandardCharsets.UTF_8));
				out.flush();
				if (this.stopped.await(1, TimeUnit.SECONDS)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
