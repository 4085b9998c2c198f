package fr.passerelle.tryit.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code in {@code docs/applications.md} is the sample's own.
 */
class ApplicationsPageTests {

	private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");

	@Test
	void examplesAreTheCodeThatIsTested() throws IOException {
		String source = stripped(
				Files.readString(Path.of("src/main/java/fr/passerelle/tryit/sample/AssertionVerifier.java")));
		List<String> examples = new ArrayList<>();
		Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/applications.md")));
		while (example.find()) {
			examples.add(stripped(example.group(1)));
		}

		assertThat(examples).hasSize(2).allSatisfy((code) -> assertThat(source).contains(code));
	}

	private static String stripped(String code) {
		return code.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

}
