package fr.passerelle.gateway.realcas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apereo's CAS server in a process of its own, for the tests of one class. The build
 * unpacks it into {@code target/apereo}, where it also writes all that it writes.
 */
final class ApereoCas implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ApereoCas.class);

	private static final Path HOME = Path.of("target", "apereo").toAbsolutePath();

	/** Thirty seconds alone; two minutes were seen on two cores with a load of 18. */
	private static final Duration START = Duration.ofMinutes(4);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration ONE_ANSWER = Duration.ofSeconds(30);

	/** Lines of its log that are shown beside a failure. */
	private static final int TAIL = 80;

	private final int port = LoopbackPort.free();

	private final Path log = HOME.resolve("cas.log");

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(ONE_ANSWER)
		.build();

	private @Nullable Process process;

	/** The server's address, as a configuration document has it. */
	String url() {
		return "http://127.0.0.1:" + this.port + "/cas";
	}

	/**
	 * Validates a ticket as an application beside the gateway could: it is spent then.
	 */
	String validate(String service, String ticket) {
		try {
			return get("/serviceValidate?service=" + TestBrowser.encode(service) + "&ticket="
					+ TestBrowser.encode(ticket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		if (!Files.isDirectory(HOME.resolve("server"))) {
			throw new IllegalStateException("No CAS server in " + HOME + ": mvn pre-integration-test unpacks it");
		}
		Path folder = Files.createDirectories(HOME.resolve("run"));
		Process started = new ProcessBuilder(command(folder)).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
		this.process = started;
		Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
		try {
			Awaitility.await("the CAS server's start")
				.atMost(START)
				.pollInterval(POLL)
				.failFast("the CAS server ended", () -> !started.isAlive())
				.until(this::answers);
		}
		catch (RuntimeException ex) {
			stop();
			throw new IllegalStateException("No CAS server. Its last lines:\n" + tail(), ex);
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		stop();
	}

	/** Ends the server at once; nothing of it is worth a farewell. */
	void stop() {
		Process running = this.process;
		if (running == null) {
			return;
		}
		try {
			running.destroyForcibly();
			if (!running.waitFor(ONE_ANSWER.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The CAS server does not end: process " + running.pid());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		logger.error("{} failed. The CAS server's last lines:\n{}", context.getDisplayName(), tail());
		throw failure;
	}

	private List<String> command(Path folder) {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		String classes = String.join(System.getProperty("path.separator"), HOME.resolve("saml").resolve("*").toString(),
				HOME.resolve("server/WEB-INF/classes").toString(), HOME.resolve("server/WEB-INF/lib/*").toString());
		return List.of(java.toString(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-Djava.io.tmpdir=" + folder, "-DbaseDir=" + folder.resolve("logs"),
				"-Dcas.standalone.configuration-directory=" + resource("config"), "-cp", classes,
				"org.apereo.cas.web.CasWebApplication", "--server.port=" + this.port,
				"--server.tomcat.basedir=" + folder.resolve("tomcat"),
				"--cas.server.name=http://127.0.0.1:" + this.port, "--cas.server.prefix=" + url(),
				"--cas.service-registry.json.location=" + resource("services").toUri(),
				"--cas.authn.attribute-repository.json[0].location=" + resource("people.json").toUri());
	}

	private static Path resource(String name) {
		try {
			return Path.of(Objects.requireNonNull(ApereoCas.class.getResource("/realcas/" + name), name).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean answers() {
		try {
			return get("/login").contains("name=\"execution\"");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private String get(String pathAndQuery) throws IOException {
		try {
			return this.client
				.send(HttpRequest.newBuilder(URI.create(url() + pathAndQuery)).timeout(ONE_ANSWER).build(),
						BodyHandlers.ofString())
				.body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private String tail() {
		try {
			List<String> lines = new String(Files.readAllBytes(this.log), Charset.defaultCharset()).lines().toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
		}
		catch (IOException ex) {
			return "(no log: " + ex + ")";
		}
	}

}
