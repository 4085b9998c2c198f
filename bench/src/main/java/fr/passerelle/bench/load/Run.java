package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the parts of a run share: its plan, its report, the servers around the gateway,
 * and the loads of pages and logins.
 *
 * @param plan what to measure
 * @param report gets the figures
 * @param servers what the gateway connects to
 */
record Run(Plan plan, Report report, Servers servers) {

	/** How long one answer may take. */
	static final Duration PATIENCE = Duration.ofSeconds(20);

	/**
	 * Starts a gateway with an empty data directory.
	 * @param part whose
	 * @param flags the plan's name for the JVM's flags
	 * @param arguments more of its settings
	 */
	Gateway gateway(String part, String flags, String... arguments) throws IOException, InterruptedException {
		System.err.println("— " + part);
		Path folder = this.plan.path("work").resolve(part);
		Folders.delete(folder);
		return Gateway.start(this.plan, Files.createDirectories(folder), this.servers, this.plan.flags(flags),
				List.of(arguments));
	}

	/** Asks for pages over kept connections, with these requests in turn. */
	Tally pages(Loop loop, int port, List<byte[]> requests, double seconds) throws IOException {
		Tally tally = Requests.run(loop, port, this.plan.number("connections"),
				(n) -> requests.get(n % requests.size()), Run::pageFault, Requests.Most.seconds(seconds));
		return noted("pages", tally);
	}

	private static @Nullable String pageFault(AnswerReader answer) {
		if (answer.status() != 200) {
			return "status " + answer.status();
		}
		return (answer.size() >= PretendServers.PAGE && answer.contains(PretendServers.MARK)) ? null
				: "not the application's page";
	}

	/** Signs people in and keeps the requests of their browsers. */
	List<byte[]> requests(Loop loop, Gateway gateway, int sessions) throws IOException {
		Address page = Schools.page(gateway.port());
		return signIn(loop, gateway, sessions).sessions()
			.stream()
			.map((session) -> page.get(session.cookies()))
			.toList();
	}

	/** Signs people in, and keeps their sessions. */
	Logins.Result signIn(Loop loop, Gateway gateway, int count) throws IOException {
		Requests.Most most = new Requests.Most(count, Duration.ofMillis((long) (this.plan.seconds("fill") * 1000)),
				PATIENCE);
		Logins.Result result = Logins.run(loop, Schools.page(gateway.port()), this.plan.number("browsers"), count,
				most);
		noted("logins", result.tally());
		if (result.sessions().isEmpty()) {
			throw new IOException("nobody could sign in: " + result.tally().faults());
		}
		return result;
	}

	/** Signs people in, each a new one. */
	Tally logins(Loop loop, Address page, double seconds) throws IOException {
		return noted("logins",
				Logins.run(loop, page, this.plan.number("browsers"), 0, Requests.Most.seconds(seconds)).tally());
	}

	/** Notes the faults of a load. */
	Tally noted(String part, Tally tally) {
		tally.faults().forEach((fault, count) -> this.report.fault(part + ": " + count + " × " + fault));
		return tally;
	}

	/** The gateway's CPU time for one operation of a load, in microseconds. */
	static @Nullable Double each(Gateway gateway, long cpuBefore, Tally tally) {
		return (tally.count() > 0) ? (double) (Used.cpuMicros(gateway.process()) - cpuBefore) / tally.count() : null;
	}

}
