package fr.passerelle.bench;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BenchTests {

	@Test
	void runWhenArgumentsAreWrongThenTheyAreRefused() throws Exception {
		assertThat(Bench.run(List.of("unknown"))).isEqualTo(2);
		assertThat(Bench.run(List.of("run", "--unknown=1"))).isEqualTo(2);
		assertThat(Bench.run(List.of("run", "--seconds=soon"))).isEqualTo(2);
		assertThat(Bench.run(List.of("run", "--flood-flags=-Xms1g"))).isEqualTo(2);
		assertThat(Bench.run(List.of("help"))).isZero();
	}

	@Test
	void runWhenThereIsNoGatewayThenItSaysSo() throws Exception {
		assertThat(Bench.run(List.of("smoke", "--jar=nowhere.jar"))).isOne();
	}

}
