package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/dependencies.md, against the libraries in the jar that is shipped.
 */
class DependenciesPageAcceptanceTests {

	private static final Path PAGE = Path.of("..", "docs", "dependencies.md");

	private static final Path JAR = Path.of("target", "passerelle.jar");

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|");

	/** The program's own modules have its version. */
	private static final Pattern OWN = Pattern.compile("ent-catalog-.*");

	@Test
	void everyLibraryOfTheJarIsListedWithItsVersionAndNoOther() throws IOException {
		assertThat(listed()).containsExactlyInAnyOrderElementsOf(shipped());
	}

	private static List<String> listed() throws IOException {
		Matcher rows = ROW.matcher(Files.readString(PAGE));
		return rows.results().map((row) -> row.group(1) + "-" + row.group(2)).toList();
	}

	private static List<String> shipped() throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile());
				Stream<String> names = jar.stream().map((entry) -> entry.getName())) {
			return names.filter((name) -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
				.map((name) -> name.substring(LIBRARIES.length(), name.length() - ".jar".length()))
				.filter((name) -> !OWN.matcher(name).matches())
				.toList();
		}
	}

}
