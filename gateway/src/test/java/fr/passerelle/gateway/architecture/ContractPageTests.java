package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the names of the contract's rules, such as {@code Login 4}, with the pages and
 * comments that cite them.
 */
class ContractPageTests {

	private static final Path ROOT = Path.of("..");

	/** A rule begins with its name in bold, in a paragraph or in a table's first cell. */
	private static final Pattern RULE = Pattern.compile("(?m)^(?:\\| )?\\*\\*((?:[A-Za-z-]+ )+\\d+)\\.?\\*\\*");

	private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (.*?) \\|");

	/** In a comment: "contract, Login 4" or "docs/contract.md, Login 4". */
	private static final Pattern CITATION = Pattern.compile("[Cc]ontract(?:\\.md)?\\W{0,2}, ((?:[A-Za-z-]+ )+?\\d+)");

	private static final Pattern LINE_OF_COMMENT = Pattern.compile("\\s+(?:\\*|//)?\\s*");

	private static final int SOURCES_BELOW = 15;

	@Test
	void everyRuleHasANameOfItsOwn() throws IOException {
		assertThat(rules()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
	}

	@Test
	void conformancePageHasARowForEveryRuleAndNamesNoOther() throws IOException {
		List<String> rules = rules();
		Pattern name = names(rules);
		String page = Files.readString(ROOT.resolve("docs/conformance.md"));

		TreeSet<String> named = FIRST_CELL.matcher(page)
			.results()
			.flatMap((cell) -> name.matcher(cell.group(1)).results())
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(rules.stream().filter((rule) -> !named.contains(rule))).as("rules without a row").isEmpty();
		assertThat(named.stream().filter((rule) -> !rules.contains(rule))).as("named, and not a rule").isEmpty();
	}

	@Test
	void everyRuleThatACommentCitesIsThere() throws IOException {
		List<String> rules = rules();
		Map<String, String> cited = new TreeMap<>();
		for (Path source : sources()) {
			String text = LINE_OF_COMMENT.matcher(Files.readString(source)).replaceAll(" ");
			CITATION.matcher(text).results().forEach((match) -> cited.put(match.group(1), source.toString()));
		}

		assertThat(cited).as("citations").isNotEmpty();
		cited.keySet().removeAll(rules);
		assertThat(cited).as("cited, and not a rule").isEmpty();
	}

	private static List<String> rules() throws IOException {
		return RULE.matcher(Files.readString(ROOT.resolve("docs/contract.md")))
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	/** Any name with a word that a rule's name has, whatever its number. */
	private static Pattern names(List<String> rules) {
		String words = rules.stream()
			.map((rule) -> rule.substring(0, rule.lastIndexOf(' ')))
			.distinct()
			.map(Pattern::quote)
			.collect(Collectors.joining("|"));
		return Pattern.compile("\\b(?:" + words + ") \\d+");
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src"), SOURCES_BELOW)) {
			return files.filter((path) -> path.toString().endsWith(".java")).toList();
		}
	}

}
