package fr.passerelle.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program as an administrator runs it: a process of its own, by the start script and
 * with its archive of classes, that can be killed. Where the build made no distribution,
 * or an older one, {@code java -jar} starts it.
 */
public final class RunningProgram implements AutoCloseable {

	/** Of the administrator {@code admin}. */
	public static final String PASSWORD = "a-long-enough-password";

	private static final Path JAR = Path.of("target", "passerelle.jar").toAbsolutePath();

	private static final Path SCRIPT = Path.of("target", "passerelle", "bin", "passerelle").toAbsolutePath();

	private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
			"-XX:-UsePerfData");

	private static final int START_SECONDS = 120;

	private static final int POLL_MS = 100;

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final Process process;

	private final int port;

	private final Path errors;

	private final Path output;

	private RunningProgram(Process process, int port, Path output, Path errors) {
		this.process = process;
		this.port = port;
		this.output = output;
		this.errors = errors;
	}

	/**
	 * Starts it.
	 * @param folder the working folder; output is kept beside it
	 * @param variables environment variables to add
	 * @param arguments settings
	 */
	public static RunningProgram start(Path folder, Map<String, String> variables, String... arguments) {
		try {
			return isDistributed() ? start(folder, List.of(SCRIPT.toString()), variables, arguments)
					: startJar(folder, variables, arguments);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As {@link #start}, by {@code java -jar passerelle.jar}. */
	public static RunningProgram startJar(Path folder, Map<String, String> variables, String... arguments) {
		List<String> command = new ArrayList<>(List.of(java()));
		command.addAll(FLAGS);
		command.addAll(List.of("-Djava.io.tmpdir=" + temporaryBeside(folder), "-jar", JAR.toString()));
		return start(folder, command, variables, arguments);
	}

	private static RunningProgram start(Path folder, List<String> program, Map<String, String> variables,
			String... arguments) {
		int port = LoopbackPort.free();
		try {
			Path temporary = Files.createDirectories(temporaryBeside(folder));
			List<String> command = new ArrayList<>(program);
			command.addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1",
					"--passerelle.admin.password=" + PASSWORD));
			command.addAll(List.of(arguments));
			Path output = folder.resolveSibling(folder.getFileName() + "-" + port + ".out");
			Path errors = folder.resolveSibling(folder.getFileName() + "-" + port + ".err");
			ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
				.redirectOutput(output.toFile())
				.redirectError(errors.toFile());
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			builder.environment().put("JAVA_OPTS", String.join(" ", FLAGS) + " -Djava.io.tmpdir=" + temporary);
			builder.environment().putAll(variables);
			return new RunningProgram(builder.start(), port, output, errors);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether the distribution was made from the jar as it is now. */
	private static boolean isDistributed() throws IOException {
		return Files.isExecutable(SCRIPT)
				&& Files.getLastModifiedTime(SCRIPT).compareTo(Files.getLastModifiedTime(JAR)) >= 0;
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static Path temporaryBeside(Path folder) {
		return folder.resolveSibling(folder.getFileName() + "-tmp");
	}

	/** Where it serves. */
	public int port() {
		return this.port;
	}

	/** Waits until it serves. */
	public RunningProgram ready() throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (System.nanoTime() < end && !this.process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
			try {
				if (send("GET", "/actuator/health", "").statusCode() == 200) {
					return this;
				}
			}
			catch (IOException ex) {
				// Not yet.
			}
		}
		throw new AssertionError("not ready: " + read(this.output) + read(this.errors));
	}

	/** Waits for its end. */
	public int exitCode() throws InterruptedException {
		if (!this.process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
			throw new AssertionError("still runs: " + read(this.output));
		}
		return this.process.exitValue();
	}

	/** Calls the API as its administrator. */
	public HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
		String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(20))
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(json))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** {@code kill -9}. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** The machine's temporary folder as far as this program knows. */
	public Path temporary(Path folder) {
		return temporaryBeside(folder);
	}

	/** What it wrote to the error output so far. */
	public String errors() {
		return read(this.errors);
	}

	/** What it wrote to the output so far. */
	public String output() {
		return read(this.output);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
