package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

	private final Plan plan;

	private final Report report;

	private final Servers servers;

	private final Run run;

	private final @Nullable Nginx nginx;

	private @Nullable Gateway shared;

	private Measurement(Plan plan, Servers servers, @Nullable Nginx nginx) {
		this.plan = plan;
		this.report = new Report();
		this.servers = servers;
		this.run = new Run(plan, this.report, servers);
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
		Folders.delete(work);
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
			case "protocols" -> protocols();
			case "logout" -> logout();
			case "memory" -> memory();
			case "rush" -> rush();
			case "outage" -> {
				for (int stuck : this.plan.numbers("stuck")) {
					new Outage(this.run).measure(stuck);
				}
			}
			case "floods" -> new FloodRun(this.run).measure();
			default -> throw new IllegalArgumentException("no part is called " + part);
		}
	}

	/** The gateway of the parts that need nothing of their own. */
	private Gateway shared() throws IOException, InterruptedException {
		Gateway running = this.shared;
		if (running == null) {
			running = this.run.gateway("shared", "flags");
			this.shared = running;
		}
		return running;
	}

	private void end() {
		if (this.shared != null) {
			this.shared.close();
		}
	}

	private void start() throws IOException, InterruptedException {
		List<double[]> starts = new ArrayList<>();
		for (int i = 0; i < this.plan.number("starts"); i++) {
			try (Gateway gateway = this.run.gateway("start", "flags")) {
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
			List<byte[]> requests = this.run.requests(loop, gateway, this.plan.number("sessions"));
			this.run.pages(loop, gateway.port(), requests, this.plan.seconds("warm"));
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
		Tally reference = this.run.pages(loop, port, List.of(Schools.page(port).get("")), referenceSeconds());
		long cpu = Used.cpuMicros(gateway.process());
		Tally own = this.run.pages(loop, gateway.port(), requests, this.plan.seconds("seconds"));
		return round(own, reference, gateway, cpu);
	}

	private void logins() throws IOException, InterruptedException {
		Gateway gateway = shared();
		try (Loop loop = new Loop()) {
			this.run.logins(loop, Schools.page(gateway.port()), this.plan.seconds("warm"));
			List<Round> rounds = new ArrayList<>();
			for (int i = 0; i < this.plan.number("rounds"); i++) {
				Tally reference = this.run.logins(loop, Schools.page(this.servers.ideal()), referenceSeconds());
				long cpu = Used.cpuMicros(gateway.process());
				Tally own = this.run.logins(loop, Schools.page(gateway.port()), this.plan.seconds("seconds"));
				rounds.add(round(own, reference, gateway, cpu));
			}
			add("logins", this.plan.number("browsers") + " browsers", rounds);
		}
	}

	/** Logins by each protocol in turn; the reference of all is CAS in the same round. */
	private void protocols() throws IOException, InterruptedException {
		Gateway gateway = shared();
		Map<String, Address> pages = new LinkedHashMap<>();
		pages.put("CAS", Schools.page(gateway.port()));
		pages.put("SAML 2, signed request and assertion", Schools.samlPage(gateway.port()));
		pages.put("WS-Federation, SAML 1.1 token", Schools.stsPage(gateway.port()));
		pages.put("OpenID Connect, ID token", Schools.oidcPage(gateway.port()));
		try (Loop loop = new Loop()) {
			for (Address page : pages.values()) {
				gateway.awaitLogin(page);
				this.run.logins(loop, page, this.plan.seconds("warm"));
			}
			Map<String, List<Round>> rounds = new LinkedHashMap<>();
			for (int i = 0; i < this.plan.number("rounds"); i++) {
				Tally reference = null;
				for (Map.Entry<String, Address> protocol : pages.entrySet()) {
					long cpu = Used.cpuMicros(gateway.process());
					Tally own = this.run.logins(loop, protocol.getValue(), this.plan.seconds("seconds"));
					reference = (reference != null) ? reference : own;
					rounds.computeIfAbsent(protocol.getKey(), (name) -> new ArrayList<>())
						.add(round(own, reference, gateway, cpu));
				}
			}
			rounds.forEach((name, figures) -> add("protocols", name, figures));
		}
	}

	private double referenceSeconds() {
		return Math.min(REFERENCE_SECONDS, this.plan.seconds("seconds"));
	}

	/** Ends many sessions by their ENT's messages, and looks whether they have ended. */
	private void logout() throws IOException, InterruptedException {
		Gateway gateway = shared();
		try (Loop loop = new Loop()) {
			List<Logins.Session> sessions = this.run.signIn(loop, gateway, this.plan.number("sessions")).sessions();
			Address page = Schools.page(gateway.port());
			IntFunction<byte[]> messages = (n) -> page.request("POST",
					"Content-Type: application/x-www-form-urlencoded\r\n",
					"logoutRequest=%3Csamlp:LogoutRequest%20xmlns:samlp=%22urn:oasis:names:tc:SAML:2.0:protocol%22%20ID=%22_"
							+ n + "%22%20Version=%222.0%22%3E%3Csamlp:SessionIndex%3E" + sessions.get(n).ticket()
							+ "%3C/samlp:SessionIndex%3E%3C/samlp:LogoutRequest%3E");
			long cpu = Used.cpuMicros(gateway.process());
			Tally tally = Requests.run(loop, gateway.port(), this.plan.number("browsers"), messages,
					Requests.Check.status(200),
					new Requests.Most(sessions.size(), Duration.ofSeconds(60), Run.PATIENCE));
			this.report.add(Report.Row.rate("logout", sessions.size() + " messages, not warmed",
					this.run.noted("logout", tally), null, Run.each(gateway, cpu, tally)));
			this.run.noted("ended sessions",
					Requests.run(loop, gateway.port(), this.plan.number("browsers"),
							(n) -> page.get(sessions.get(n).cookies()), Requests.Check.status(302),
							new Requests.Most(sessions.size(), Duration.ofSeconds(60), Run.PATIENCE)));
		}
	}

	private void memory() throws IOException, InterruptedException {
		try (Gateway gateway = this.run.gateway("memory", "flags"); Loop loop = new Loop()) {
			double idle = memory(gateway, "idle");
			int before = 0;
			for (int sessions : this.plan.numbers("memory")) {
				before += this.run.signIn(loop, gateway, sessions - before).tally().count();
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
			Requests.Most most = new Requests.Most(browsers * 3, Duration.ofSeconds(60), Run.PATIENCE);
			long cpu = Used.cpuMicros(gateway.process());
			Tally tally = Logins.run(loop, Schools.steadyPage(gateway.port()), browsers, 0, most).tally();
			this.report.add(Report.Row.rate("rush", browsers + " browsers, ENT of 500 ms, not warmed",
					this.run.noted("rush", tally), null, Run.each(gateway, cpu, tally)));
		}
	}

	private static Round round(Tally own, Tally reference, Gateway gateway, long cpuBefore) {
		return new Round(own, own.perSecond() / reference.perSecond(), Run.each(gateway, cpuBefore, own));
	}

	private void add(String part, String what, List<Round> rounds) {
		rounds.sort(Comparator.comparingDouble(Round::ratio));
		Round median = rounds.get(rounds.size() / 2);
		this.report.add(Report.Row.rate(part, what, median.tally(), median.ratio(), median.cpuMicros()));
	}

	private record Round(Tally tally, double ratio, @Nullable Double cpuMicros) {
	}

}
