package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that every test which a page of docs names exists. Whether it proves its rule is
 * for the reader to judge.
 */
class ConformancePageTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

	private static final int TESTS_BELOW = 15;

	@ParameterizedTest
	@CsvSource({ "conformance.md, 100", "findings.md, 0", "bounds.md, 0" })
	void everyTestThatThePageNamesIsThere(String page, int atLeast) throws IOException {
		List<MatchResult> named = NAMED.matcher(Files.readString(ROOT.resolve("docs").resolve(page)))
			.results()
			.toList();
		Map<String, String> sources = sources();

		assertThat(named).hasSizeGreaterThanOrEqualTo(atLeast);
		assertThat(named.stream()
			.filter((test) -> !sources.getOrDefault(test.group(1), "").contains("void " + test.group(2) + "("))
			.map(MatchResult::group)).as("named, and no test").isEmpty();
	}

	/** The tests of all modules; classes of one name count as one. */
	private static Map<String, String> sources() throws IOException {
		Map<String, String> sources = new HashMap<>();
		for (Path folder : testFolders()) {
			try (Stream<Path> files = Files.walk(folder, TESTS_BELOW)) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					String name = String.valueOf(file.getFileName()).replace(".java", "");
					sources.merge(name, Files.readString(file), String::concat);
				}
			}
		}
		return sources;
	}

	private static List<Path> testFolders() throws IOException {
		List<Path> folders = new ArrayList<>();
		try (Stream<Path> modules = Files.list(ROOT)) {
			modules.map((module) -> module.resolve("src/test/java")).filter(Files::isDirectory).forEach(folders::add);
		}
		return folders;
	}

}
