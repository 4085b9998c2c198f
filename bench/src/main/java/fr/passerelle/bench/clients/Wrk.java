package fr.passerelle.bench.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One measurement by {@code wrk}, a load generator in another process, which takes little
 * of the two cores that it shares with the measured program.
 *
 * @param perSecond requests answered in a second
 * @param slowest the 99th percentile of the time to answer, in milliseconds
 */
record Wrk(double perSecond, double slowest) {

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

	private static final Pattern SLOWEST = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)\\b");

	static Wrk run(URI address, int connections, int seconds) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("wrk", "--latency", "-t1", "-c" + connections, "-d" + seconds + "s", "-H",
				"Cookie: a=1; lang=fr", "-H", "Accept: text/html", "-H", "Accept-Language: fr", "-H",
				"User-Agent: Mozilla/5.0 (X11; Linux x86_64)", "-H", "Passerelle-User: p.durand", "-H",
				"Passerelle-Assertion: " + "x".repeat(420), address + "pronote/parent.html?x=1")
			.redirectErrorStream(true)
			.start();
		String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0 || report.contains("Non-2xx")) {
			throw new IOException("no clean run: " + report);
		}
		return new Wrk(find(RATE, report), find(SLOWEST, report) * unit(report));
	}

	private static double unit(String report) {
		Matcher matcher = SLOWEST.matcher(report);
		String unit = matcher.find() ? matcher.group(2) : "";
		if (unit.equals("us")) {
			return 0.001;
		}
		return unit.equals("s") ? 1000 : 1;
	}

	private static double find(Pattern pattern, String report) throws IOException {
		Matcher matcher = pattern.matcher(report);
		if (!matcher.find()) {
			throw new IOException("not understood: " + report);
		}
		return Double.parseDouble(matcher.group(1));
	}

}
