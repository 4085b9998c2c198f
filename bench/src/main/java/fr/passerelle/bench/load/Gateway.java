package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The measured program in a process of its own. */
final class Gateway implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(2);

	private final Process process;

	private final int port;

	private final Path output;

	private final double startSeconds;

	private final long startCpuMicros;

	private Gateway(Process process, int port, Path output, long begun) {
		this.process = process;
		this.port = port;
		this.output = output;
		this.startSeconds = (System.nanoTime() - begun) / 1_000_000_000.0;
		this.startCpuMicros = Used.cpuMicros(process.toHandle());
	}

	/**
	 * Starts it with an empty data directory and waits for its first complete login.
	 * @param plan names jar, Java and flags
	 * @param folder its working folder, which must be new
	 * @param servers what it connects to
	 * @param flags of the JVM
	 * @param arguments more of its settings
	 */
	static Gateway start(Plan plan, Path folder, Servers servers, List<String> flags, List<String> arguments)
			throws IOException, InterruptedException {
		int port = Nginx.freePort();
		Schools.write(folder.resolve("schools"), port, servers);
		List<String> command = new ArrayList<>(plan.flags("start"));
		boolean jar = command.isEmpty();
		if (jar) {
			command.add(plan.java().toString());
			command.addAll(flags);
			command.addAll(List.of("-jar", plan.jar().toString()));
		}
		command.addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1",
				"--passerelle.data-dir=" + folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("schools"), "--passerelle.admin.password=Mot-de-passe-1",
				"--passerelle.probe.enabled=false"));
		command.addAll(arguments);
		command.addAll(plan.arguments());
		Path output = folder.resolve("gateway.log");
		long begun = System.nanoTime();
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		if (!jar) {
			builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", flags));
		}
		Process process = builder.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		while (process.isAlive() && System.nanoTime() - begun < START.toNanos()) {
			if (signsIn(Schools.page(port), Duration.ofSeconds(5))) {
				return new Gateway(process, port, output, begun);
			}
			process.waitFor(25, TimeUnit.MILLISECONDS);
		}
		process.destroyForcibly();
		throw new IOException("the gateway did not start: " + Files.readString(output));
	}

	/** Whether a person can sign in now. */
	boolean signsIn(Duration patience) throws IOException {
		return signsIn(Schools.page(this.port), patience);
	}

	private static boolean signsIn(Address page, Duration patience) throws IOException {
		try (Loop loop = new Loop()) {
			Requests.Most one = new Requests.Most(1, patience, patience);
			return Logins.run(loop, page, 1, 0, one).tally().count() == 1;
		}
	}

	/** Waits until people can sign in there: a school's keys are made after the start. */
	void awaitLogin(Address page) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		while (!signsIn(page, Run.PATIENCE)) {
			if (System.nanoTime() - begun > START.toNanos()) {
				throw new IOException("nobody can sign in at " + page.authority());
			}
			this.process.waitFor(100, TimeUnit.MILLISECONDS);
		}
	}

	/** Waits for its end; false if it still runs after that time. */
	boolean endsWithin(double seconds) throws InterruptedException {
		return this.process.waitFor((long) (seconds * 1000), TimeUnit.MILLISECONDS);
	}

	int port() {
		return this.port;
	}

	ProcessHandle process() {
		return this.process.toHandle();
	}

	/** From the start command to the first complete login. */
	double startSeconds() {
		return this.startSeconds;
	}

	/** CPU time of that. */
	long startCpuMicros() {
		return this.startCpuMicros;
	}

	/** Whether its log tells of a full heap. */
	boolean ranOutOfMemory() throws IOException {
		return Files.readString(this.output).contains("OutOfMemoryError");
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
