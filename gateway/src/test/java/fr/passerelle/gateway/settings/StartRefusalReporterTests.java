package fr.passerelle.gateway.settings;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartRefusalReporterTests {

	@Test
	void aFailureThatNobodyForesawIsOneLineTooAndQuotesNoPassword() {
		String said = report(new IllegalStateException("a bean", new UnsupportedOperationException(
				"cannot use jdbc:x://h/d?user=u&password=geheim&ssl=1\nat a.b.c.D(D.java:1)")));
		assertThat(said).startsWith("The start failed: UnsupportedOperationException: cannot use ")
			.contains("password=...", "ssl=1")
			.doesNotContain("geheim", "D.java");
		assertThat(said.lines()).hasSize(1);
	}

	@Test
	void aRefusalIsItsOwnLine() {
		assertThat(
				report(new IllegalStateException("a bean", new StartRefusedException("passerelle.x: is no y"))).strip())
			.isEqualTo("passerelle.x: is no y");
	}

	private static String report(Throwable failure) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		assertThat(
				new StartRefusalReporter(new PrintStream(out, true, StandardCharsets.UTF_8)).reportException(failure))
			.isTrue();
		return out.toString(StandardCharsets.UTF_8);
	}

}
