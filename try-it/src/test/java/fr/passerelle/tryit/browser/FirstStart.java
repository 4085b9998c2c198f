package fr.passerelle.tryit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program as it comes: an empty folder, no setting but its port, and the password
 * that it makes up and prints.
 */
final class FirstStart implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(3);

	private static final Duration ASK = Duration.ofSeconds(5);

	private static final Pattern PASSWORD = Pattern.compile("mot de passe / password {3}: (\\S+)");

	private final Process process;

	private final Path output;

	private final int port;

	private FirstStart(Process process, Path output, int port) {
		this.process = process;
		this.output = output;
		this.port = port;
	}

	static FirstStart in(Path parent) {
		try {
			int port = freePort();
			Path folder = Files.createTempDirectory(Files.createDirectories(parent.toAbsolutePath()), "first-");
			Path output = folder.resolve("output.txt");
			Path script = Path.of("../gateway/target/passerelle/bin/passerelle").toAbsolutePath().normalize();
			ProcessBuilder builder = new ProcessBuilder(script.toString(), "--server.port=" + port,
					"--passerelle.data-dir=" + folder.resolve("data"), "--passerelle.direct-login.attempts=3")
				.directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			builder.environment().put("JAVA_OPTS", "-Xmx384m -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8");
			Process process = builder.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "first-start-stop"));
			FirstStart start = new FirstStart(process, output, port);
			start.awaitHealthy();
			return start;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	URI at(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	/** As a person reads it off the terminal. */
	String password() {
		Matcher shown = PASSWORD.matcher(output());
		if (!shown.find()) {
			throw new AssertionError("no password was printed: " + output());
		}
		return shown.group(1);
	}

	private void awaitHealthy() {
		HttpRequest question = HttpRequest.newBuilder(at("/actuator/health")).timeout(ASK).build();
		HttpClient client = HttpClient.newHttpClient();
		long end = System.nanoTime() + START.toNanos();
		try {
			while (System.nanoTime() < end) {
				if (this.process.waitFor(200, TimeUnit.MILLISECONDS)) {
					break;
				}
				if (isHealthy(client, question)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		close();
		throw new AssertionError("the gateway did not start: " + output());
	}

	private static boolean isHealthy(HttpClient client, HttpRequest question) throws InterruptedException {
		try {
			return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			// Not listening yet.
			return false;
		}
	}

	private String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
