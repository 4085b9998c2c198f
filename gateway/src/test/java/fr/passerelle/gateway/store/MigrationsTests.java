package fr.passerelle.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The numbers of the migrations. 9 and 13 to 19 were given out and never released: a file
 * with such a number would be older than the newest change of every installation, and
 * Flyway would refuse to start there.
 */
class MigrationsTests {

	private static final Path FOLDER = Path.of("src", "main", "resources", "db", "migration");

	private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z_]+\\.sql");

	private static final List<Integer> GIVEN_OUT = List.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 20);

	private static final int NEWEST_OF_THEM = 20;

	@Test
	void aNewMigrationIsNumberedAboveAllOthers() throws IOException {
		assertThat(numbers().stream().filter((number) -> number <= NEWEST_OF_THEM))
			.containsExactlyInAnyOrderElementsOf(GIVEN_OUT);
	}

	@Test
	void noTwoMigrationsHaveOneNumber() throws IOException {
		assertThat(numbers()).doesNotHaveDuplicates();
	}

	private static List<Integer> numbers() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.map((file) -> NAME.matcher(file.getFileName().toString()))
				.filter(Matcher::matches)
				.map((name) -> Integer.valueOf(name.group(1)))
				.toList();
		}
	}

}
