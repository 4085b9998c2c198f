package fr.passerelle.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Requests over kept connections, each sent when the last one of its connection is
 * answered. A connection that breaks is a fault and is opened again.
 */
final class Requests implements Loop.Listener {

	private final Loop loop;

	private final int port;

	private final Duration patience;

	private final IntFunction<byte[]> requests;

	private final Check check;

	private final Tally tally = new Tally();

	private int open;

	private int begun;

	private int max;

	private boolean stopped;

	private Requests(Loop loop, int port, Duration patience, IntFunction<byte[]> requests, Check check) {
		this.loop = loop;
		this.port = port;
		this.patience = patience;
		this.requests = requests;
		this.check = check;
	}

	/**
	 * Sends requests until there have been enough or the time is over.
	 * @param loop runs the connections
	 * @param port where
	 * @param connections how many at the same time
	 * @param requests the n-th request
	 * @param check judges each answer
	 * @param most how many and for how long
	 */
	static Tally run(Loop loop, int port, int connections, IntFunction<byte[]> requests, Check check, Most most)
			throws IOException {
		Requests load = new Requests(loop, port, most.patience(), requests, check);
		load.max = most.count();
		for (int i = 0; i < Math.min(connections, most.count()); i++) {
			load.connect();
		}
		loop.run(() -> load.open == 0, most.time());
		load.stopped = true;
		load.tally.end();
		// What is under way is answered and not counted.
		loop.run(() -> load.open == 0, Most.GRACE);
		return load.tally;
	}

	private void connect() throws IOException {
		Loop.Line line = this.loop.open(this.port, this.patience, this);
		this.open++;
		line.send(this.requests.apply(this.begun++));
	}

	@Override
	public void answered(Loop.Line line, AnswerReader answer) throws IOException {
		if (this.stopped) {
			end(line);
			return;
		}
		String fault = this.check.fault(answer);
		if (fault == null) {
			this.tally.done(System.nanoTime() - line.sentAt());
		}
		else {
			this.tally.fault(fault);
		}
		if (this.begun >= this.max) {
			end(line);
		}
		else if ("close".equalsIgnoreCase(answer.header("Connection"))) {
			end(line);
			connect();
		}
		else {
			line.send(this.requests.apply(this.begun++));
		}
	}

	private void end(Loop.Line line) {
		this.open--;
		line.close();
	}

	@Override
	public void broken(Loop.Line line, IOException failure) {
		this.open--;
		if (this.stopped) {
			return;
		}
		this.tally.fault(String.valueOf(failure.getMessage()));
		try {
			if (this.begun < this.max) {
				connect();
			}
		}
		catch (IOException ex) {
			this.open--;
			this.tally.fault(String.valueOf(ex.getMessage()));
		}
	}

	/** Judges an answer. */
	interface Check {

		/** What is wrong with an answer; null if it is as expected. */
		@Nullable String fault(AnswerReader answer);

		/** Expects one status. */
		static Check status(int expected) {
			return (answer) -> (answer.status() == expected) ? null : "status " + answer.status();
		}

		/** Takes every answer for a good one: the load alone matters. */
		static Check any() {
			return (answer) -> null;
		}

	}

	/**
	 * Bounds of a load.
	 *
	 * @param count of requests
	 * @param time for all of them
	 * @param patience for one
	 */
	record Most(int count, Duration time, Duration patience) {

		/** How long requests under way may still take after the end of a load. */
		static final Duration GRACE = Duration.ofSeconds(2);

		static Most seconds(double seconds) {
			return new Most(Integer.MAX_VALUE, Duration.ofMillis((long) (seconds * 1000)), Duration.ofSeconds(20));
		}

	}

}
