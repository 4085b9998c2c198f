package fr.passerelle.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Logins and pages while many logins wait for an ENT that is silent, beside the same
 * loads just before. It begins to measure when all of them wait.
 */
final class Outage {

	/** Until all of the stuck logins wait for their ENT. */
	private static final double MOST_SECONDS_TO_HANG = 15;

	private final Run run;

	Outage(Run run) {
		this.run = run;
	}

	/** Measures with so many stuck logins. */
	void measure(int stuck) throws IOException, InterruptedException {
		Plan plan = this.run.plan();
		double seconds = plan.seconds("seconds");
		try (Gateway gateway = this.run.gateway("outage", "flags",
				"--passerelle.ent.timeout=" + plan.slow().toSeconds() + "s",
				"--passerelle.ent.max-concurrent=" + (stuck + 100)); Loop loop = new Loop()) {
			List<byte[]> requests = this.run.requests(loop, gateway, Math.min(1000, plan.number("sessions")));
			Address page = Schools.page(gateway.port());
			this.run.logins(loop, page, plan.seconds("warm") / 2);
			this.run.pages(loop, gateway.port(), requests, plan.seconds("warm") / 2);
			Rate quietLogins = logins(loop, gateway, seconds);
			Rate quietPages = pages(loop, gateway, requests, seconds);
			CompletableFuture<Integer> hanging = CompletableFuture
				.supplyAsync(() -> hang(gateway, stuck, MOST_SECONDS_TO_HANG + 2 * seconds + 6));
			if (!haveHung(gateway, stuck)) {
				this.run.report().fault("outage: only " + waiting() + " of " + stuck + " logins hang");
			}
			add("logins before it", quietLogins, null);
			add("pages before it", quietPages, null);
			add("logins, " + stuck + " stuck at another ENT", logins(loop, gateway, seconds), quietLogins);
			add("pages, " + stuck + " stuck at another ENT", pages(loop, gateway, requests, seconds), quietPages);
			int answered = hanging.get();
			if (answered > 0) {
				this.run.report().fault("outage: " + answered + " of " + stuck + " logins did not hang");
			}
		}
		catch (ExecutionException ex) {
			throw new IOException("the stuck logins failed", ex);
		}
	}

	private Rate logins(Loop loop, Gateway gateway, double seconds) throws IOException {
		long cpu = Used.cpuMicros(gateway.process());
		Tally tally = this.run.logins(loop, Schools.page(gateway.port()), seconds);
		return new Rate(tally, Run.each(gateway, cpu, tally));
	}

	private Rate pages(Loop loop, Gateway gateway, List<byte[]> requests, double seconds) throws IOException {
		long cpu = Used.cpuMicros(gateway.process());
		Tally tally = this.run.pages(loop, gateway.port(), requests, seconds);
		return new Rate(tally, Run.each(gateway, cpu, tally));
	}

	private boolean haveHung(Gateway gateway, int stuck) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		while (waiting() < stuck) {
			if (gateway.endsWithin(0.1)) {
				throw new IOException("the gateway ended in an outage");
			}
			if (System.nanoTime() - begun > MOST_SECONDS_TO_HANG * 1_000_000_000) {
				return false;
			}
		}
		return true;
	}

	/** How many validations wait at the silent ENT now. */
	private int waiting() throws IOException {
		URI address = URI.create("http://127.0.0.1:" + this.run.servers().slowCas() + EventServer.WAITING);
		try (InputStream answer = address.toURL().openStream()) {
			return Integer.parseInt(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
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

	private void add(String what, Rate rate, @Nullable Rate quiet) {
		Double ratio = (quiet != null) ? rate.tally().perSecond() / quiet.tally().perSecond() : null;
		this.run.report().add(Report.Row.rate("outage", what, rate.tally(), ratio, rate.cpuMicros()));
	}

	private record Rate(Tally tally, @Nullable Double cpuMicros) {
	}

}
