package fr.passerelle.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The run from which the Java machine makes its archive of classes, for
 * {@code bin/passerelle}: starts the program with a school of its own, signs people in,
 * opens pages of every side, and ends. What is not used here starts more slowly later and
 * works all the same.
 */
public final class Rehearsal {

	private static final int LOGINS = 300;

	private static final int PAGES_EACH = 15;

	/** Enough for the code of the pages to be compiled, on a slow machine too. */
	private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(6);

	private static final int TIMEOUT_MS = 30_000;

	private static final String PASSWORD = "a-password-for-the-rehearsal";

	private final int port;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private Rehearsal(int port) {
		this.port = port;
	}

	/**
	 * Rehearses.
	 * @param args an empty folder, which the caller removes
	 * @throws IOException if an answer is not the expected one
	 */
	public static void main(String[] args) throws IOException {
		Path folder = Path.of(args[0]);
		int port = freePort();
		try (RehearsalSchool school = RehearsalSchool.open()) {
			Path document = Files.writeString(folder.resolve("school.json"), school.document(port));
			Passerelle.main(new String[] { "--server.address=127.0.0.1", "--server.port=" + port,
					"--passerelle.data-dir=" + folder.resolve("data"), "--passerelle.import=file:" + document,
					"--passerelle.admin.password=" + PASSWORD, "--logging.level.root=warn" });
			new Rehearsal(port).play();
		}
		System.exit(0);
	}

	private void play() throws IOException {
		long end = System.nanoTime() + LONGEST_NS;
		for (int login = 0; login < LOGINS && System.nanoTime() < end; login++) {
			this.cookies.clear();
			Answer page = signIn(login);
			for (int i = 0; i < PAGES_EACH; i++) {
				page = get(RehearsalSchool.PAGE + "?" + i);
			}
			require(page, RehearsalSchool.MARKER);
		}
		this.cookies.clear();
		require(get(RehearsalSchool.BASE + "/"), "</html>");
		require(get(RehearsalSchool.PAGE + "?login=true"), "<form");
		require(get("/console/login"), "<form");
		require(get("/actuator/health"), "UP");
		require(get("/api/v1/establishments"), RehearsalSchool.UAI);
		require(get("/api/v1/ents"), "\"id\"");
	}

	/** As a browser does, but for the ENT's own page. */
	private Answer signIn(int number) throws IOException {
		Answer toTheEnt = get(RehearsalSchool.PAGE);
		String service = RehearsalSchool.serviceOf(toTheEnt.location());
		Answer back = get(service.substring(origin().length()) + (service.contains("?") ? "&" : "?") + "ticket=ST-"
				+ number + "-rehearsal");
		return (back.status() == HttpURLConnection.HTTP_OK) ? back
				: get(back.location().startsWith("/") ? back.location() : back.location().substring(origin().length()));
	}

	private String origin() {
		return RehearsalSchool.publicUrl(this.port);
	}

	private Answer get(String target) throws IOException {
		HttpURLConnection call = (HttpURLConnection) URI.create(origin() + target).toURL().openConnection();
		call.setInstanceFollowRedirects(false);
		call.setConnectTimeout(TIMEOUT_MS);
		call.setReadTimeout(TIMEOUT_MS);
		call.setRequestProperty("Accept", "text/html,application/json");
		call.setRequestProperty("Accept-Language", "fr");
		if (target.startsWith("/api/")) {
			call.setRequestProperty("Authorization", "Basic "
					+ Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
		}
		if (!this.cookies.isEmpty()) {
			StringBuilder sent = new StringBuilder();
			this.cookies.forEach(
					(name, value) -> sent.append(sent.isEmpty() ? "" : "; ").append(name).append('=').append(value));
			call.setRequestProperty("Cookie", sent.toString());
		}
		int status = call.getResponseCode();
		keep(call.getHeaderFields().get("Set-Cookie"));
		InputStream body = (status < HttpURLConnection.HTTP_BAD_REQUEST) ? call.getInputStream()
				: call.getErrorStream();
		String text = (body != null) ? new String(body.readAllBytes(), StandardCharsets.UTF_8) : "";
		return new Answer(target, status, call.getHeaderField("Location"), text);
	}

	private void keep(@Nullable List<String> setCookies) {
		if (setCookies == null) {
			return;
		}
		for (String cookie : setCookies) {
			String pair = cookie.split(";", 2)[0];
			int equals = pair.indexOf('=');
			this.cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
		}
	}

	private static void require(Answer answer, String text) {
		if (answer.status() != HttpURLConnection.HTTP_OK || !answer.body().contains(text)) {
			throw new IllegalStateException(answer.target() + " answered " + answer.status());
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return free.getLocalPort();
		}
	}

	/** An answer of the gateway. */
	private record Answer(String target, int status, @Nullable String redirect, String body) {

		String location() {
			if (this.redirect == null) {
				throw new IllegalStateException(this.target + " answered " + this.status + " and leads nowhere");
			}
			return this.redirect;
		}

	}

}
