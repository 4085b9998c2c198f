package fr.passerelle.gateway.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The style sheet is read as it was meant. Browsers take a rule inside a rule for a
 * nested one, so that a lost brace says nothing and takes all that follows out of effect.
 */
class ConsoleStyleTests {

	private static final Path STYLE = Path.of("src/main/resources/fr/passerelle/gateway/console/assets/console.css");

	@Test
	void everyRuleIsClosedBeforeTheNextOne() throws IOException {
		List<String> open = new ArrayList<>();
		for (String line : Files.readString(STYLE).replaceAll("(?s)/\\*.*?\\*/", "").lines().toList()) {
			if (line.endsWith("{")) {
				assertThat(open).as(line).allMatch((rule) -> rule.startsWith("@"));
				open.add(line.strip());
			}
			else if (line.strip().equals("}")) {
				open.remove(open.size() - 1);
			}
		}
		assertThat(open).isEmpty();
	}

	@Test
	void coloursAreTokens() throws IOException {
		assertThat(Files.readAllLines(STYLE).stream().map(String::strip).filter((line) -> !line.startsWith("--")))
			.noneMatch((line) -> line.matches(".*(#[0-9a-f]{3,8};|rgba?\\(|hsla?\\().*"));
	}

}
