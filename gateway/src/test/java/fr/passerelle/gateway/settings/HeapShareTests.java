package fr.passerelle.gateway.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeapShareTests {

	private static final long MB = 1024 * 1024;

	@Test
	void entriesWhenHeapIsSmallThenWhatFits() {
		assertThat(HeapShare.SESSIONS.entries(100 * MB, 500_000)).isBetween(28_000, 31_000);
	}

	@Test
	void entriesWhenHeapIsLargeThenWhatTheSettingSays() {
		assertThat(HeapShare.SESSIONS.entries(64 * 1024 * MB, 500_000)).isEqualTo(500_000);
	}

	@Test
	void entriesWhenOneEntryIsLargerThanTheShareThenOne() {
		assertThat(HeapShare.AUDIT_QUEUE.entries(1000, 10)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void everyShareIsAskedFor(HeapShare share) throws IOException {
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			assertThat(sources.filter((file) -> file.toString().endsWith(".java")))
				.anyMatch((file) -> read(file).contains("HeapShare." + share.name() + "."));
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The program itself lives in about 40 MB; the shares leave it that at 160 MB and
	 * more.
	 */
	@Test
	void theSharesTogetherLeaveTheProgramItsOwnPart() {
		int together = Arrays.stream(HeapShare.values()).mapToInt(HeapShare::percent).sum();

		assertThat(together).isLessThanOrEqualTo(73);
	}

}
