package fr.passerelle.tryit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command itself, from its jar.
 */
class TryItAcceptanceTests {

	@Test
	void startedFromTheJarThenAddressesArePrintedAndAllIsStopped() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dstdout.encoding=UTF-8", "-jar", Path.of("target", "try-it.jar").toString(), "--port=0",
				"--ent-port=0", "--second-ent-port=0", "--app-port=0", "--no-wait")
			.redirectErrorStream(true)
			.start();

		String printed;
		try (InputStream in = process.getInputStream()) {
			printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}

		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(printed).containsPattern("Espace Parents +http://localhost:\\d+/pronote/parent\\.html")
			.containsPattern("http://lycee\\.localhost:\\d+/pronote/")
			.contains("ENT Horizon (essai)", "direction-essai", Administration.PASSWORD);
		assertThat(process.exitValue()).isZero();
	}

	@Test
	void portTakenThenOneLineAndNothingStarts() throws IOException, InterruptedException {
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int status = new TryIt(System.out, new PrintStream(err, true, StandardCharsets.UTF_8))
				.run("--port=" + other.getLocalPort(), "--ent-port=0", "--second-ent-port=0", "--app-port=0");

			assertThat(status).isNotZero();
			assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(
					"try-it: port %d cannot be used, another program has it; choose another with --port <n>"
						.formatted(other.getLocalPort()));
		}
	}

	@Test
	void gatewayThatCannotStartThenTheEndOfItsLogIsShown() throws InterruptedException {
		ByteArrayOutputStream err = new ByteArrayOutputStream();

		int status = new TryIt(System.out, new PrintStream(err, true, StandardCharsets.UTF_8)).run("--port=0",
				"--ent-port=0", "--second-ent-port=0", "--app-port=0", "--passerelle.no-such-key=1");

		assertThat(status).isNotZero();
		assertThat(err.toString(StandardCharsets.UTF_8)).contains("the gateway stopped at its start", "gateway.log",
				"no-such-key");
	}

}
