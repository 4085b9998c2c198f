package fr.passerelle.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser forgives a brace that is missing by nesting all that follows, so that no rule
 * after it holds and nobody is told.
 */
class StyleSheetTests {

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

	@Test
	void everyRuleIsClosedBeforeTheNextBegins() throws IOException {
		long depth = 0;
		for (String line : COMMENT.matcher(sheet()).replaceAll("").lines().toList()) {
			if (!line.startsWith("\t") && !line.startsWith("}") && !line.isBlank()) {
				assertThat(depth).as("open rules before: %s", line).isZero();
			}
			depth += line.chars().filter((character) -> character == '{').count();
			depth -= line.chars().filter((character) -> character == '}').count();
		}
		assertThat(depth).isZero();
	}

	private static String sheet() throws IOException {
		try (InputStream in = StyleSheetTests.class.getResourceAsStream("assets/console.css")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
