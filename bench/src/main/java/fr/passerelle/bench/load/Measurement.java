package fr.passerelle.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * One run of the driver. Pages, logins, logout and rush share a gateway; a part that
 * needs a fresh one or settings of its own starts another. Each rate of pages and logins
 * is compared with a reference of the same round.
 */
public final class Measurement {

	/** Of a reference; it is asked just before the gateway. */
	private static final double REFERENCE_SECONDS = 2;

	/** Until all of the stuck logins wait for their ENT. */
	private static final double STUCK_SECONDS = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** How long a login may take while a flood goes on; it is noted and is no fault. */
	private static final Duration DURING_FLOOD = Duration.ofSeconds(10);

	/** How long a login may take after a flood. */
	private static final Duration FLOODED_LOGIN = Duration.ofSeconds(30);

	private final Plan plan;

	private final Report report = new Report();

	private final Servers servers;

	private final @Nullable Nginx nginx;

	private @Nullable Gateway shared;

	/**
	 * Whether a login worked while a flood's connections were held; null if it holds
	 * none.
	 */
	private @Nullable Boolean duringFlood;

	private Measurement(Plan plan, Servers servers, @Nullable Nginx nginx) {
		this.plan = plan;
		this.servers = servers;
		this.nginx = nginx;
	}

	/**
	 * Measures, prints the table and writes the file.
	 * @param plan what to measure
	 * @return the exit code: 0 if every answer was as expected and every flood was
	 * survived
	 * @throws IOException if the machine cannot do it, or the driver is broken
	 */
	public static int run(Plan plan) throws IOException, InterruptedException {
		Machine.check(plan);
		Path work = plan.path("work");
		delete(work);
		Files.createDirectories(work);
		try (Servers servers = Servers.start(plan);
				Nginx nginx = Nginx.start(work.resolve("nginx"), servers.upstream())) {
			Measurement measurement = new Measurement(plan, servers, nginx);
			try {
				for (String part : plan.words("parts")) {
					measurement.measure(part);
				}
			}
			finally {
				measurement.end();
			}
			System.out.print(measurement.report.markdown());
			Path json = plan.path("json");
			Files.createDirectories(json.resolveSibling("."));
			Files.writeString(json, measurement.report.json(Machine.about(plan)));
			return measurement.report.isClean() ? 0 : 1;
		}
	}

	private void measure(String part) throws IOException, InterruptedException {
		switch (part) {
			case "start" -> start();
			case "pages" -> pages();
			case "logins" -> logins();
			case "logout" -> logout();
			case "memory" -> memory();
			case "rush" -> rush();
			case "outage" -> {
				for (int stuck : this.plan.numbers("stuck")) {
					outage(stuck);
				}
			}
			case "floods" -> floods();
			default -> throw new IllegalArgumentException("no part is called " + part);
		}
	}

	/** The gateway of the parts that need nothing of their own. */
	private Gateway shared() throws IOException, InterruptedException {
		Gateway running = this.shared;
		if (running == null) {
			running = gateway("shared", "flags");
			this.shared = running;
		}
		return running;
	}

	private void end() {
		if (this.shared != null) {
			this.shared.close();
		}
	}

	private Gateway gateway(String part, String flags, String... arguments) throws IOException, InterruptedException {
		System.err.println("— " + part);
		Path folder = this.plan.path("work").resolve(part);
		delete(folder);
		return Gateway.start(this.plan, Files.createDirectories(folder), this.servers, this.plan.flags(flags),
				List.of(arguments));
	}

	private void start() throws IOException, InterruptedException {
		List<double[]> starts = new ArrayList<>();
		for (int i = 0; i < this.plan.number("starts"); i++) {
			try (Gateway gateway = gateway("start", "flags")) {
				starts.add(new double[] { gateway.startSeconds(), gateway.startCpuMicros() / 1e6 });
			}
		}
		starts.sort(Comparator.comparingDouble((start) -> start[0]));
		double[] median = starts.get(starts.size() / 2);
		this.report.add(Report.Row.of("start", "first complete login after the start command", median[0], "s",
				String.format(Locale.ROOT, "%.1f s of CPU; %.1f to %.1f s", median[1], starts.get(0)[0],
						starts.get(starts.size() - 1)[0])));
	}

	private void pages() throws IOException, InterruptedException {
		Gateway gateway = shared();
		try (Loop loop = new Loop()) {
			List<byte[]> requests = requests(loop, gateway, this.plan.number("sessions"));
			load(loop, gateway.port(), requests, this.plan.seconds("warm"));
			List<Round> one = new ArrayList<>();
			List<Round> many = new ArrayList<>();
			for (int i = 0; i < this.plan.number("rounds"); i++) {
				one.add(pages(loop, gateway, requests.subList(0, 1)));
				many.add(pages(loop, gateway, requests));
			}
			add("pages", "one session", one);
			add("pages", requests.size() + " sessions", many);
		}
	}

	private Round pages(Loop loop, Gateway gateway, List<byte[]> requests) throws IOException {
		int port = (this.nginx != null) ? this.nginx.port() : this.servers.upstream();
		Tally reference = load(loop, port, List.of(Schools.page(port).get("")), referenceSeconds());
		long cpu = Used.cpuMicros(gateway.process());
		Tally own = load(loop, gateway.port(), requests, this.plan.seconds("seconds"));
		return round(own, reference, gateway, cpu);
	}

	private Tally load(Loop loop, int port, List<byte[]> requests, double seconds) throws IOException {
		Tally tally = Requests.run(loop, port, this.plan.number("connections"),
				(n) -> requests.get(n % requests.size()), Measurement::pageFault, Requests.Most.seconds(seconds));
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
	private List<byte[]> requests(Loop loop, Gateway gateway, int sessions) throws IOException {
		Address page = Schools.page(gateway.port());
		return signIn(loop, gateway, sessions).sessions()
			.stream()
			.map((session) -> page.get(session.cookies()))
			.toList();
	}

	private Logins.Result signIn(Loop loop, Gateway gateway, int count) throws IOException {
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

	private void logins() throws IOException, InterruptedException {
		Gateway gateway = shared();
		try (Loop loop = new Loop()) {
			logins(loop, Schools.page(gateway.port()), this.plan.seconds("warm"));
			List<Round> rounds = new ArrayList<>();
			for (int i = 0; i < this.plan.number("rounds"); i++) {
				Tally reference = logins(loop, Schools.page(this.servers.ideal()), referenceSeconds());
				long cpu = Used.cpuMicros(gateway.process());
				Tally own = logins(loop, Schools.page(gateway.port()), this.plan.seconds("seconds"));
				rounds.add(round(own, reference, gateway, cpu));
			}
			add("logins", this.plan.number("browsers") + " browsers", rounds);
		}
	}

	private Tally logins(Loop loop, Address page, double seconds) throws IOException {
		return noted("logins",
				Logins.run(loop, page, this.plan.number("browsers"), 0, Requests.Most.seconds(seconds)).tally());
	}

	private double referenceSeconds() {
		return Math.min(REFERENCE_SECONDS, this.plan.seconds("seconds"));
	}

	/** Ends many sessions by their ENT's messages, and looks whether they have ended. */
	private void logout() throws IOException, InterruptedException {
		Gateway gateway = shared();
		try (Loop loop = new Loop()) {
			List<Logins.Session> sessions = signIn(loop, gateway, this.plan.number("sessions")).sessions();
			Address page = Schools.page(gateway.port());
			IntFunction<byte[]> messages = (n) -> page.request("POST",
					"Content-Type: application/x-www-form-urlencoded\r\n",
					"logoutRequest=%3Csamlp:LogoutRequest%20xmlns:samlp=%22urn:oasis:names:tc:SAML:2.0:protocol%22%20ID=%22_"
							+ n + "%22%20Version=%222.0%22%3E%3Csamlp:SessionIndex%3E" + sessions.get(n).ticket()
							+ "%3C/samlp:SessionIndex%3E%3C/samlp:LogoutRequest%3E");
			long cpu = Used.cpuMicros(gateway.process());
			Tally tally = Requests.run(loop, gateway.port(), this.plan.number("browsers"), messages,
					Requests.Check.status(200), new Requests.Most(sessions.size(), Duration.ofSeconds(60), PATIENCE));
			this.report.add(Report.Row.rate("logout", sessions.size() + " messages, not warmed", noted("logout", tally),
					null, each(gateway, cpu, tally)));
			noted("ended sessions",
					Requests.run(loop, gateway.port(), this.plan.number("browsers"),
							(n) -> page.get(sessions.get(n).cookies()), Requests.Check.status(302),
							new Requests.Most(sessions.size(), Duration.ofSeconds(60), PATIENCE)));
		}
	}

	private void memory() throws IOException, InterruptedException {
		try (Gateway gateway = gateway("memory", "flags"); Loop loop = new Loop()) {
			double idle = memory(gateway, "idle");
			int before = 0;
			for (int sessions : this.plan.numbers("memory")) {
				before += signIn(loop, gateway, sessions - before).tally().count();
				double heap = memory(gateway, before + " sessions");
				this.report.add(Report.Row.of("memory", "heap a session at " + before, (heap - idle) * 1024 / before,
						"KB", (before < sessions) ? "--fill ended before " + sessions : ""));
			}
		}
	}

	/**
	 * Resident first: the collection that the heap's count needs may give memory back.
	 */
	private double memory(Gateway gateway, String what) throws IOException, InterruptedException {
		double resident = Used.residentMegabytes(gateway.process());
		double heap = Used.liveHeapMegabytes(this.plan.java(), gateway.process());
		this.report.add(Report.Row.of("memory", "resident, " + what, resident, "MB", ""));
		this.report.add(Report.Row.of("memory", "live heap, " + what, heap, "MB", ""));
		return heap;
	}

	/** Many sign in at the same time where the ENT is well and takes half a second. */
	private void rush() throws IOException, InterruptedException {
		int browsers = this.plan.number("rush");
		Gateway gateway = shared();
		try (Loop loop = new Loop()) {
			Requests.Most most = new Requests.Most(browsers * 3, Duration.ofSeconds(60), PATIENCE);
			long cpu = Used.cpuMicros(gateway.process());
			Tally tally = Logins.run(loop, Schools.steadyPage(gateway.port()), browsers, 0, most).tally();
			this.report.add(Report.Row.rate("rush", browsers + " browsers, ENT of 500 ms, not warmed",
					noted("rush", tally), null, each(gateway, cpu, tally)));
		}
	}

	private void outage(int stuck) throws IOException, InterruptedException {
		try (Gateway gateway = gateway("outage", "flags",
				"--passerelle.ent.timeout=" + this.plan.slow().toSeconds() + "s",
				"--passerelle.ent.max-concurrent=" + (stuck + 100)); Loop loop = new Loop()) {
			List<byte[]> requests = requests(loop, gateway, Math.min(1000, this.plan.number("sessions")));
			Address page = Schools.page(gateway.port());
			double seconds = this.plan.seconds("seconds");
			logins(loop, page, this.plan.seconds("warm") / 2);
			load(loop, gateway.port(), requests, this.plan.seconds("warm") / 2);
			Tally quietLogins = logins(loop, page, seconds);
			Tally quietPages = load(loop, gateway.port(), requests, seconds);
			CompletableFuture<Integer> hanging = CompletableFuture
				.supplyAsync(() -> hang(gateway, stuck, seconds * 2 + 6));
			if (gateway.endsWithin(STUCK_SECONDS)) {
				throw new IOException("the gateway ended in an outage");
			}
			long cpu = Used.cpuMicros(gateway.process());
			Tally logins = logins(loop, page, seconds);
			Double login = each(gateway, cpu, logins);
			cpu = Used.cpuMicros(gateway.process());
			Tally pages = load(loop, gateway.port(), requests, seconds);
			this.report.add(Report.Row.rate("outage", "logins, " + stuck + " stuck at another ENT", logins,
					logins.perSecond() / quietLogins.perSecond(), login));
			this.report.add(Report.Row.rate("outage", "pages, " + stuck + " stuck at another ENT", pages,
					pages.perSecond() / quietPages.perSecond(), each(gateway, cpu, pages)));
			int answered = hanging.get();
			if (answered > 0) {
				this.report.fault("outage: " + answered + " of " + stuck + " logins did not hang");
			}
		}
		catch (ExecutionException ex) {
			throw new IOException("the stuck logins failed", ex);
		}
	}

	/** Lets logins hang; returns how many were answered all the same. */
	private static int hang(Gateway gateway, int stuck, double seconds) {
		try (Loop loop = new Loop()) {
			Requests.Most most = new Requests.Most(stuck, Duration.ofMillis((long) (seconds * 1000)),
					Duration.ofMinutes(3));
			Tally tally = Logins.run(loop, Schools.slowPage(gateway.port()), stuck, 0, most).tally();
			return tally.count() + tally.faulty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void floods() throws IOException, InterruptedException {
		try (Gateway gateway = gateway("floods", "flood-flags", "--passerelle.trusted-proxies=127.0.0.1")) {
			List<String> chosen = this.plan.words("floods");
			Map<String, Floods.Flood> all = new Floods(gateway, this.plan,
					() -> this.duringFlood = gateway.signsIn(DURING_FLOOD))
				.all();
			if (!all.keySet().containsAll(chosen)) {
				throw new IllegalArgumentException("floods are " + all.keySet());
			}
			for (Map.Entry<String, Floods.Flood> flood : all.entrySet()) {
				if (chosen.isEmpty() || chosen.contains(flood.getKey())) {
					flood(gateway, flood.getKey(), flood.getValue());
				}
			}
		}
	}

	private void flood(Gateway gateway, String name, Floods.Flood flood) throws IOException, InterruptedException {
		System.err.println("flood " + name);
		this.duringFlood = null;
		int count = flood.run();
		Boolean during = this.duringFlood;
		String note = (during != null) ? (during ? "; a login worked meanwhile" : "; no login meanwhile") : "";
		healthy(gateway, "after " + name);
		if (!gateway.process().isAlive()) {
			throw new IOException("the gateway ended in the flood " + name);
		}
		double heap = Used.liveHeapMegabytes(this.plan.java(), gateway.process());
		double bound = this.plan.floodHeap() * (100 - this.plan.number("heap-free")) / 100.0;
		if (heap > bound) {
			this.report
				.fault(String.format(Locale.ROOT, "heap of %.0f MB after %s, more than %.0f", heap, name, bound));
		}
		this.report.add(Report.Row.of("floods", "live heap after " + name, heap, "MB", String.format(Locale.ROOT,
				"%d sent; resident %.0f MB%s", count, Used.residentMegabytes(gateway.process()), note)));
	}

	private void healthy(Gateway gateway, String when) throws IOException {
		if (!gateway.signsIn(FLOODED_LOGIN)) {
			this.report.fault("no login " + when);
		}
		if (gateway.ranOutOfMemory()) {
			this.report.fault("OutOfMemoryError " + when);
		}
	}

	private Tally noted(String part, Tally tally) {
		tally.faults().forEach((fault, count) -> this.report.fault(part + ": " + count + " × " + fault));
		return tally;
	}

	private static @Nullable Double each(Gateway gateway, long cpuBefore, Tally tally) {
		return (tally.count() > 0) ? (double) (Used.cpuMicros(gateway.process()) - cpuBefore) / tally.count() : null;
	}

	private static Round round(Tally own, Tally reference, Gateway gateway, long cpuBefore) {
		return new Round(own, own.perSecond() / reference.perSecond(), each(gateway, cpuBefore, own));
	}

	private void add(String part, String what, List<Round> rounds) {
		rounds.sort(Comparator.comparingDouble(Round::ratio));
		Round median = rounds.get(rounds.size() / 2);
		this.report.add(Report.Row.rate(part, what, median.tally(), median.ratio(), median.cpuMicros()));
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		Files.walkFileTree(folder, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
				Files.delete(emptied);
				return FileVisitResult.CONTINUE;
			}
		});
	}

	private record Round(Tally tally, double ratio, @Nullable Double cpuMicros) {
	}

	/** What the machine must have, and what the report says about it. */
	private static final class Machine {

		private static void check(Plan plan) throws IOException {
			if (!Files.exists(Path.of("/proc/self/stat"))) {
				throw new IOException("CPU and memory are read from /proc: this runs on Linux only");
			}
			if (!Files.exists(plan.jar())) {
				throw new IOException("no gateway at " + plan.jar() + "; build it, or name it with --jar=");
			}
			if (!Files.isExecutable(plan.java().resolveSibling("jcmd"))) {
				throw new IOException("no jcmd beside " + plan.java() + ": a JDK is needed, name one with --java=");
			}
			long files = limit("Max open files");
			if (files < plan.mostConnections() + 500L) {
				throw new IOException("the machine allows " + files + " open files and this run needs "
						+ (plan.mostConnections() + 500)
						+ ": raise it (ulimit -n), or lower --stuck and --flood-connections");
			}
		}

		/** The hard limit, to which a JVM raises its own. */
		private static long limit(String name) throws IOException {
			for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
				if (line.startsWith(name)) {
					String hard = line.substring(name.length()).strip().split("\\s+", -1)[1];
					return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
				}
			}
			return Long.MAX_VALUE;
		}

		private static Map<String, Object> about(Plan plan) {
			Map<String, Object> about = new LinkedHashMap<>();
			about.put("processors", Runtime.getRuntime().availableProcessors());
			about.put("driverJava", String.valueOf(Runtime.version()));
			about.put("plan", plan.values());
			return about;
		}

	}

}
