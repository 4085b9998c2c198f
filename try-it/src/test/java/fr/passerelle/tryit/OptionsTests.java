package fr.passerelle.tryit;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OptionsTests {

	@Test
	void readWhenNothingSaidThenTheUsualPorts() {
		assertThat(Options.read()).isEqualTo(Options.usual());
	}

	@Test
	void readWhenEverythingSaidThenTaken() {
		Options options = Options.read("--port", "1", "--ent-port=2", "--second-ent-port", "3", "--app-port=4",
				"--gateway", "a.jar", "--no-wait", "--passerelle.ent.timeout=2s");

		assertThat(options.port()).isEqualTo(1);
		assertThat(options.entPort()).isEqualTo(2);
		assertThat(options.secondEntPort()).isEqualTo(3);
		assertThat(options.appPort()).isEqualTo(4);
		assertThat(options.gateway()).isEqualTo(Path.of("a.jar"));
		assertThat(options.stay()).isFalse();
		assertThat(options.settings()).containsExactly("--passerelle.ent.timeout=2s");
	}

	@ParameterizedTest
	@CsvSource({ "--prot=1, '--prot'", "--port=x, 'x'", "--port=65536, '65536'", "--port, '--port'", "8080, '8080'",
			"--passerelle.ent.timeout, '--passerelle.ent.timeout'" })
	void readWhenNotUnderstoodThenNamed(String argument, String named) {
		assertThatExceptionOfType(TrialFailedException.class).isThrownBy(() -> Options.read(argument))
			.withMessageContaining("'" + named + "'");
	}

}
