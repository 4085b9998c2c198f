package fr.passerelle.gateway.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import fr.passerelle.gateway.testkit.LoopbackPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The distribution with the Java of this build, and with a newer one where this machine
 * has it.
 */
@SuppressWarnings("NullAway.Init")
class LaunchAcceptanceTests {

	private static final Path DISTRIBUTION = Path.of("target", "passerelle").toAbsolutePath();

	private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"));

	private static final int LONG_SECONDS = 240;

	private static final int TERMINATED = 143;

	@TempDir
	private Path folder;

	private Process process;

	@AfterEach
	void end() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

	static Stream<Path> javas() throws IOException {
		Path machines = Path.of("/usr/lib/jvm");
		if (!Files.isDirectory(machines)) {
			return Stream.of(OWN_JAVA);
		}
		try (Stream<Path> all = Files.list(machines)) {
			List<Path> newer = all.filter((java) -> String.valueOf(java.getFileName()).matches(".*[^0-9]25[^0-9].*"))
				.filter((java) -> Files.isExecutable(java.resolve("bin/java")))
				.toList();
			return Stream.concat(Stream.of(OWN_JAVA), newer.stream());
		}
	}

	@ParameterizedTest
	@MethodSource("javas")
	void classesComeFromTheArchiveAndTheStopIsClean(Path java) throws Exception {
		prepare(java);
		Path classes = this.folder.resolve("classes");
		int port = start(java, "-Xlog:class+load:file=" + classes);

		awaitHealthy(port);
		this.process.destroy();

		assertThat(this.process.waitFor(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(this.process.exitValue()).isEqualTo(TERMINATED);
		assertThat(this.folder.resolve("data/sessions.json")).exists();
		assertThat(output()).doesNotContain("[warning]");
		List<String> own = Files.readAllLines(classes)
			.stream()
			.filter((line) -> line.contains(" fr.passerelle.gateway."))
			.filter((line) -> !line.contains("$$"))
			.toList();
		assertThat(own).hasSizeGreaterThan(100);
		assertThat(own.stream().filter((line) -> line.contains("source: shared objects file")).count())
			.isGreaterThan(own.size() * 9 / 10);
	}

	@Test
	void heapThatIsTooSmallIsRefusedInOneLine() throws Exception {
		start(OWN_JAVA, "-Xmx64m");

		assertThat(this.process.waitFor(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(this.process.exitValue()).isOne();
		assertThat(Files.readString(this.folder.resolve("errors"))).startsWith("-Xmx: the heap of ")
			.endsWith("MB is too small, the program needs -Xmx128m at least\n")
			.hasLineCount(1);
		assertThat(this.folder.resolve("data")).doesNotExist();
	}

	/** The build has made it for the Java of this build already. */
	private void prepare(Path java) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(script(), "prepare").inheritIO();
		builder.environment().put("JAVA_HOME", java.toString());
		Process prepared = builder.start();
		assertThat(prepared.waitFor(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(prepared.exitValue()).isZero();
	}

	private int start(Path java, String options) throws IOException {
		int port = LoopbackPort.free();
		ProcessBuilder builder = new ProcessBuilder(script(), "--server.address=127.0.0.1", "--server.port=" + port)
			.directory(this.folder.toFile())
			.redirectOutput(this.folder.resolve("output").toFile())
			.redirectError(this.folder.resolve("errors").toFile());
		builder.environment().put("JAVA_HOME", java.toString());
		builder.environment().put("JAVA_OPTS", options);
		this.process = builder.start();
		return port;
	}

	private static String script() {
		return DISTRIBUTION.resolve("bin/passerelle").toString();
	}

	private void awaitHealthy(int port) {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
			.build();
		await().atMost(LONG_SECONDS, TimeUnit.SECONDS).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
			assertThat(this.process.isAlive()).as(output()).isTrue();
			return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		});
	}

	private String output() throws IOException {
		return Files.readString(this.folder.resolve("output")) + Files.readString(this.folder.resolve("errors"));
	}

}
