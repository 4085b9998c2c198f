package fr.passerelle.tryit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the gateway in a process of its own, as a school does.
 */
final class GatewayProcess implements AutoCloseable {

	/** A slow machine under load needs half of it. */
	private static final Duration START = Duration.ofMinutes(3);

	private static final Duration STOP = Duration.ofSeconds(20);

	private static final Duration ASK = Duration.ofSeconds(5);

	private static final int ASK_EVERY_MS = 200;

	private static final int OK = 200;

	private static final int SHOWN_LINES = 15;

	/**
	 * The first trial is what people wait for, and no trial lasts: the second compiler
	 * would earn nothing back.
	 */
	private static final String FLAGS = "-Xmx384m -XX:TieredStopAtLevel=1";

	private final Process process;

	private final Path log;

	private GatewayProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts the gateway with flags for a quick start, and waits until it is healthy.
	 * @param gateway its start script, or its jar
	 * @param folder of the trial
	 * @param port where it will serve
	 * @param settings more of them, as arguments
	 * @return the process
	 * @throws TrialFailedException with the end of its log
	 */
	static GatewayProcess start(Path gateway, TrialFolder folder, int port, List<String> settings) {
		List<String> command = new ArrayList<>(isJar(gateway) ? jar(gateway) : List.of(gateway.toString()));
		command.add("--spring.config.additional-location=" + folder.settings().toUri());
		command.addAll(settings);
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(folder.path().toFile())
				.redirectErrorStream(true)
				.redirectOutput(folder.log().toFile());
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			builder.environment().put("JAVA_OPTS", FLAGS);
			Process process = builder.start();
			// No gateway keeps the port when this program ends, on Ctrl-C for instance.
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "try-it-gateway-stop"));
			process.getOutputStream().close();
			GatewayProcess started = new GatewayProcess(process, folder.log());
			started.awaitHealthy(URI.create("http://127.0.0.1:" + port + "/actuator/health"));
			return started;
		}
		catch (IOException ex) {
			throw new TrialFailedException("cannot start the gateway: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Ends the process, and returns when its port is free.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private void awaitHealthy(URI health) {
		long end = System.nanoTime() + START.toNanos();
		HttpClient client = HttpClient.newBuilder().connectTimeout(ASK).build();
		try {
			while (!isHealthy(client, health)) {
				if (this.process.waitFor(ASK_EVERY_MS, TimeUnit.MILLISECONDS)) {
					throw failed("the gateway stopped at its start");
				}
				if (System.nanoTime() - end > 0) {
					throw failed("the gateway has not started within %d s".formatted(START.toSeconds()));
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failed("the start was interrupted");
		}
	}

	private static boolean isHealthy(HttpClient client, URI health) throws InterruptedException {
		HttpRequest question = HttpRequest.newBuilder(health).timeout(ASK).build();
		try {
			return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
		}
		catch (IOException ex) {
			// Not listening yet.
			return false;
		}
	}

	private TrialFailedException failed(String what) {
		close();
		return new TrialFailedException("%s; its log, %s, ends with:%n%s".formatted(what, this.log, endOfLog()));
	}

	private String endOfLog() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join(System.lineSeparator(),
					lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
		}
		catch (IOException | UncheckedIOException ex) {
			return "(it cannot be read)";
		}
	}

	private static boolean isJar(Path gateway) {
		return gateway.toString().endsWith(".jar");
	}

	private static List<String> jar(Path jar) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(List.of(FLAGS.split(" ")));
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString()));
		return command;
	}

}
