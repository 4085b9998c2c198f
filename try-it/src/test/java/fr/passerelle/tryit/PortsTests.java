package fr.passerelle.tryit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortsTests {

	@Test
	void anyPortThenFourDifferentOnes() {
		Ports ports = Ports.of(Options.anywhere(Path.of("unused")));

		assertThat(Stream.of(ports.gateway(), ports.horizon(), ports.littoral(), ports.application())).doesNotContain(0)
			.doesNotHaveDuplicates();
	}

	@Test
	void portTakenThenThePortAndItsFlagAreNamed() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String port = String.valueOf(other.getLocalPort());
			Options options = Options.read("--port=0", "--ent-port=0", "--second-ent-port=" + port, "--app-port=0");

			assertThatExceptionOfType(TrialFailedException.class).isThrownBy(() -> Ports.of(options))
				.withMessage("port %s cannot be used, another program has it; choose another with "
						+ "--second-ent-port <n>", port);
		}
	}

	@Test
	void onePortForTwoThenRefused() {
		Ports free = Ports.of(Options.anywhere(Path.of("unused")));
		String port = String.valueOf(free.gateway());

		assertThatExceptionOfType(TrialFailedException.class)
			.isThrownBy(() -> Ports.of(Options.read("--port", port, "--ent-port", port)))
			.withMessageContaining("--ent-port <n>");
	}

}
