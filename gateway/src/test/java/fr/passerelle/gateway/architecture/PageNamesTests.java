package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the names of packages and classes in the pages of the documentation, which a
 * rename would leave behind.
 */
class PageNamesTests {

	private static final Path ROOT = Path.of("..");

	private static final Path CODE = Path.of("src/main/java/fr/passerelle/gateway");

	/**
	 * A class with its package, such as {@code proxy.ForgedNames}, in code spans only.
	 */
	private static final Pattern CLASS = Pattern
		.compile("`(?!java\\.|org\\.|com\\.)((?:[a-z]+\\.)+)([A-Z][a-z]\\w*)(?:\\.\\w+)?`");

	/** The packages in the last cell of a row of the glossary. */
	private static final Pattern PACKAGES = Pattern.compile("(?m)^\\| \\*.*\\| (.*?) \\|$");

	private static final Pattern PACKAGE = Pattern.compile("(?<!module )`([a-z]+)`");

	private static final int PAGES_BELOW = 4;

	@Test
	void everyClassThatAPageNamesIsInThatPackage() throws IOException {
		List<String> named = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		for (Path page : pages()) {
			for (MatchResult match : results(CLASS, Files.readString(page))) {
				named.add(match.group());
				Path source = CODE.resolve(match.group(1).replace('.', '/')).resolve(match.group(2) + ".java");
				if (!Files.exists(source)) {
					missing.add(page + ": " + match.group());
				}
			}
		}

		assertThat(named).hasSizeGreaterThan(30);
		assertThat(missing).as("named, and not there").isEmpty();
	}

	@Test
	void everyPackageOfTheGlossaryIsThere() throws IOException {
		List<String> packages = results(PACKAGES, Files.readString(ROOT.resolve("docs/glossary.md"))).stream()
			.flatMap((cell) -> results(PACKAGE, cell.group(1)).stream())
			.map((match) -> match.group(1))
			.toList();

		assertThat(packages).hasSizeGreaterThan(30).allSatisfy((name) -> assertThat(CODE.resolve(name)).isDirectory());
	}

	private static List<MatchResult> results(Pattern pattern, String text) {
		return pattern.matcher(text).results().toList();
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> ours = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"), PAGES_BELOW)) {
			return Stream.concat(ours, docs).filter((path) -> path.toString().endsWith(".md")).toList();
		}
	}

}
