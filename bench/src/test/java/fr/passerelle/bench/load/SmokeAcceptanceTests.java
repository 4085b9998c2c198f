package fr.passerelle.bench.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every part with a few hundred operations, against the built jar. It fails where the
 * driver is broken or an answer is wrong, and never because of a time.
 */
class SmokeAcceptanceTests {

	@Test
	void everyPartIsMeasuredAndEveryAnswerIsAsExpected(@TempDir Path folder) throws Exception {
		Path json = folder.resolve("figures.json");

		int exit = Measurement.run(Plan.of(List.of("--work=" + folder.resolve("run"), "--json=" + json), true));

		assertThat(json).content().contains("\"faults\":[]");
		assertThat(exit).isZero();
		assertThat(Files.readString(json)).contains("\"pages\"", "\"logins\"", "\"protocols\"", "\"logout\"",
				"\"rush\"", "\"outage\"", "\"floods\"");
	}

}
