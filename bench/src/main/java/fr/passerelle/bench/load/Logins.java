package fr.passerelle.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Complete logins: page, ENT, ticket, page. Each is a browser of its own with an empty
 * cookie jar and new connections.
 */
final class Logins {

	/** Where the form in an answer's body goes; a browser would post it by a script. */
	static final String FORM = "Form-Action";

	/** More redirects than any login has. */
	private static final int MAX_STEPS = 10;

	private final Loop loop;

	private final Address page;

	private final Requests.Most most;

	private final int kept;

	private final Tally tally = new Tally();

	private final List<Session> sessions = new ArrayList<>();

	private int begun;

	private int open;

	private boolean stopped;

	private Logins(Loop loop, Address page, Requests.Most most, int kept) {
		this.loop = loop;
		this.page = page;
		this.most = most;
		this.kept = kept;
	}

	/**
	 * Signs people in until there have been enough or the time is over.
	 * @param loop runs the connections
	 * @param page the first page
	 * @param browsers how many at the same time
	 * @param kept how many sessions to keep for later loads
	 * @param most how many and for how long
	 */
	static Result run(Loop loop, Address page, int browsers, int kept, Requests.Most most) throws IOException {
		Logins load = new Logins(loop, page, most, kept);
		for (int i = 0; i < Math.min(browsers, most.count()); i++) {
			load.begin();
		}
		loop.run(() -> load.open == 0, most.time());
		load.stopped = true;
		load.tally.end();
		loop.run(() -> load.open == 0, Requests.Most.GRACE);
		return new Result(load.tally, load.sessions);
	}

	private void begin() throws IOException {
		this.begun++;
		this.open++;
		new Browser().go(this.page);
	}

	private void ended() throws IOException {
		this.open--;
		if (!this.stopped && this.begun < this.most.count()) {
			begin();
		}
	}

	/**
	 * What a load of logins left.
	 *
	 * @param tally counts and times
	 * @param sessions the first ones, as many as asked for
	 */
	record Result(Tally tally, List<Session> sessions) {
	}

	/**
	 * A session as browser and ENT know it.
	 *
	 * @param cookies the header's value
	 * @param ticket that opened it
	 */
	record Session(String cookies, String ticket) {

		/** Without the secrets. */
		@Override
		public String toString() {
			return "Session";
		}

	}

	private final class Browser implements Loop.Listener {

		private final Map<Integer, Loop.Line> lines = new HashMap<>();

		private final Map<Integer, Map<String, String>> jars = new HashMap<>();

		private final long begun = System.nanoTime();

		private Address at = Logins.this.page;

		private String ticket = "";

		private int steps;

		void go(Address next) throws IOException {
			send(next, next.get(cookies(next.port())));
		}

		/** A form from another site brings no cookies. */
		private void post(Address next, String form) throws IOException {
			send(next, next.request("POST", "Content-Type: application/x-www-form-urlencoded\r\n", form));
		}

		private void send(Address next, byte[] request) throws IOException {
			this.at = next;
			this.steps++;
			Loop.Line line = this.lines.get(next.port());
			if (line == null) {
				line = Logins.this.loop.open(next.port(), Logins.this.most.patience(), this);
				this.lines.put(next.port(), line);
			}
			line.send(request);
		}

		private String cookies(int port) {
			return this.jars.getOrDefault(port, Map.of())
				.entrySet()
				.stream()
				.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
				.collect(Collectors.joining("; "));
		}

		@Override
		public void answered(Loop.Line line, AnswerReader answer) throws IOException {
			answer.headers("Set-Cookie").forEach(this::keep);
			if ("close".equalsIgnoreCase(answer.header("Connection"))) {
				this.lines.values().remove(line);
				line.close();
			}
			String location = answer.header("Location");
			String form = answer.header(FORM);
			if (answer.status() == 200 && form != null) {
				post(Address.of(form), answer.text());
			}
			else if (answer.status() == 200 && answer.contains(PretendServers.MARK)) {
				end("");
			}
			else if (answer.status() / 100 != 3 || location == null) {
				end("status " + answer.status() + " at step " + this.steps);
			}
			else if (this.steps == MAX_STEPS) {
				end("redirected in a circle");
			}
			else {
				int given = location.indexOf("ticket=");
				if (given >= 0) {
					this.ticket = location.substring(given + "ticket=".length());
				}
				go(this.at.follow(location));
			}
		}

		private void keep(String cookie) {
			Map<String, String> jar = this.jars.computeIfAbsent(this.at.port(), (port) -> new LinkedHashMap<>());
			String pair = cookie.split(";", 2)[0];
			int equals = pair.indexOf('=');
			String name = pair.substring(0, Math.max(0, equals));
			if (equals == pair.length() - 1 || cookie.contains("Max-Age=0")) {
				jar.remove(name);
			}
			else {
				jar.put(name, pair.substring(equals + 1));
			}
		}

		private void end(String fault) throws IOException {
			closeAll(this.lines.values());
			if (!Logins.this.stopped) {
				if (fault.isEmpty()) {
					Logins.this.tally.done(System.nanoTime() - this.begun);
					if (Logins.this.sessions.size() < Logins.this.kept) {
						Logins.this.sessions.add(new Session(cookies(this.at.port()), this.ticket));
					}
				}
				else {
					Logins.this.tally.fault(fault);
				}
			}
			ended();
		}

		private static void closeAll(Collection<Loop.Line> lines) {
			lines.forEach(Loop.Line::close);
		}

		@Override
		public void broken(Loop.Line line, IOException failure) {
			try {
				end(failure.getMessage() + " at step " + this.steps);
			}
			catch (IOException ex) {
				Logins.this.open--;
				Logins.this.tally.fault(String.valueOf(ex.getMessage()));
			}
		}

	}

}
