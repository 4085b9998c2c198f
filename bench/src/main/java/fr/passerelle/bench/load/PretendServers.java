package fr.passerelle.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands around the gateway: an application with a page of 8 KB, a CAS server that
 * remembers nothing, the same at two slower paces, and an ideal gateway that answers a
 * login's redirects without work. mock-cas is a careful server for tests and too slow to
 * stand beside a measured program.
 */
public final class PretendServers {

	/** Is in every page of the application. */
	static final byte[] MARK = "ESPACE-PAGE-OK".getBytes(StandardCharsets.US_ASCII);

	/** Bytes of the application's page. */
	static final int PAGE = 8 * 1024;

	/** What a validation takes at an ENT that is well and not quick. */
	private static final Duration STEADY = Duration.ofMillis(500);

	/** Bytes of a file that slow readers do not take. */
	private static final int FILE = 4 * 1024 * 1024;

	private PretendServers() {
	}

	/**
	 * Starts all, prints their ports and the providers' certificate on one line and
	 * serves until the input ends, which is when the driver ends.
	 * @param slow how long the slow CAS server takes
	 */
	public static void serve(Duration slow, InputStream input) throws IOException, InterruptedException {
		SigningKey key = SigningKey.make();
		int upstream = EventServer.start(0, new Application(), Duration.ZERO);
		int cas = EventServer.start(0, new Cas(), Duration.ZERO);
		int late = EventServer.start(0, new Cas(), slow);
		int steady = EventServer.start(0, new Cas(), STEADY);
		int ideal = EventServer.start(0, new Ideal(cas), Duration.ZERO);
		int saml = EventServer.start(0, new PretendSaml(key), Duration.ZERO);
		int sts = EventServer.start(0, new PretendSts(key), Duration.ZERO);
		int oidc = EventServer.start(0, new PretendProvider(key), Duration.ZERO);
		System.out.println(upstream + " " + cas + " " + late + " " + steady + " " + ideal + " " + saml + " " + sts + " "
				+ oidc + " " + key.certificate());
		while (input.read() >= 0) {
			// Nothing is read; the end is waited for.
		}
	}

	private static String page(int size) {
		String begin = "<!doctype html><title>Espace</title><!-- " + new String(MARK, StandardCharsets.US_ASCII)
				+ " -->";
		return begin + "x".repeat(size - begin.length());
	}

	static final class Application implements EventServer.Role {

		private final byte[] page = EventServer.Role.http("200 OK", "Content-Type: text/html\r\n", page(PAGE));

		private final byte[] file = EventServer.Role.http("200 OK", "Content-Type: text/css\r\n", page(FILE));

		@Override
		public byte[] answer(String target, String head, String body) {
			return target.contains("/assets/large") ? this.file : this.page;
		}

	}

	/**
	 * The ticket names its user: {@code ST-7-…} is {@code u7}. Other tickets are refused.
	 */
	static final class Cas implements EventServer.Role {

		private final AtomicLong issued = new AtomicLong();

		@Override
		public byte[] answer(String target, String head, String body) {
			if (target.startsWith("/cas/login?service=")) {
				String service = decode(parameter(target, "service"));
				String ticket = "ST-" + this.issued.incrementAndGet() + "-"
						+ Long.toHexString(ThreadLocalRandom.current().nextLong()) + "-bench";
				return EventServer.Role.http("302 Found",
						"Location: " + service + (service.contains("?") ? "&" : "?") + "ticket=" + ticket + "\r\n", "");
			}
			String user = user(parameter(target, "ticket"));
			String outcome = user.isEmpty()
					? "<cas:authenticationFailure code=\"INVALID_TICKET\">unknown</cas:authenticationFailure>"
					: "<cas:authenticationSuccess><cas:user>" + user
							+ "</cas:user><cas:attributes><cas:ENTPersonProfils>National_TUT</cas:ENTPersonProfils>"
							+ "<cas:ENTPersonStructRattachRNE>" + Schools.UAI + "</cas:ENTPersonStructRattachRNE>"
							+ "<cas:ENTPersonStructRattachRNE>" + Schools.SLOW_UAI
							+ "</cas:ENTPersonStructRattachRNE><cas:ENTPersonStructRattachRNE>" + Schools.STEADY_UAI
							+ "</cas:ENTPersonStructRattachRNE><cas:sn>Martin</cas:sn>"
							+ "<cas:givenName>Camille</cas:givenName></cas:attributes></cas:authenticationSuccess>";
			return EventServer.Role.http("200 OK", "Content-Type: text/xml;charset=UTF-8\r\n",
					"<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\">" + outcome
							+ "</cas:serviceResponse>");
		}

		private static String user(String ticket) {
			String[] parts = ticket.split("-", -1);
			boolean known = parts.length == 4 && parts[3].equals("bench");
			return known ? "u" + parts[1] : "";
		}

	}

	/** A login's redirects and its page, and nothing behind them. */
	static final class Ideal implements EventServer.Role {

		private final int cas;

		private final byte[] page = EventServer.Role.http("200 OK", "Content-Type: text/html\r\n", page(PAGE));

		Ideal(int cas) {
			this.cas = cas;
		}

		@Override
		public byte[] answer(String target, String head, String body) {
			if (head.contains("Cookie: ideal=")) {
				return this.page;
			}
			String path = target.split("\\?", 2)[0];
			if (!parameter(target, "ticket").isEmpty()) {
				return EventServer.Role.http("302 Found", "Location: " + path + "\r\nSet-Cookie: ideal=1\r\n", "");
			}
			int host = head.indexOf("Host: ") + "Host: ".length();
			String service = "http://" + head.substring(host, head.indexOf('\r', host)) + path;
			return EventServer.Role.http("302 Found", "Location: http://127.0.0.1:" + this.cas + "/cas/login?service="
					+ URLEncoder.encode(service, StandardCharsets.UTF_8) + "\r\n", "");
		}

	}

	static String parameter(String target, String name) {
		int begin = target.indexOf(name + "=");
		if (begin < 0) {
			return "";
		}
		int end = target.indexOf('&', begin);
		return target.substring(begin + name.length() + 1, (end < 0) ? target.length() : end);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
