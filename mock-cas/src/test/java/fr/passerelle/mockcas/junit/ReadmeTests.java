package fr.passerelle.mockcas.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import fr.passerelle.mockcas.Dialect;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.Layout;
import fr.passerelle.mockcas.People;
import fr.passerelle.mockcas.Person;
import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.Quirk;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the README with the code.
 */
class ReadmeTests {

	private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");

	private static final Pattern QUIRK = Pattern.compile("`([a-z0-9-]+)`");

	private final String readme = Files.readString(Path.of("README.md"));

	ReadmeTests() throws IOException {
	}

	@Test
	void examplesAreTheOnesThatAreCompiledAndRun() throws IOException {
		List<String> sources = new ArrayList<>();
		for (String name : List.of("FirstLoginTests", "PlatformTests", "OwnStubsTests")) {
			sources
				.add(stripped(Files.readString(Path.of("src/test/java/fr/passerelle/mockcas/junit", name + ".java"))));
		}
		List<String> examples = EXAMPLE.matcher(this.readme)
			.results()
			.map((example) -> stripped(example.group(1)))
			.toList();

		assertThat(examples).hasSameSizeAs(sources);
		for (int i = 0; i < examples.size(); i++) {
			assertThat(sources.get(i)).contains(examples.get(i));
		}
	}

	@Test
	void tablesAreComplete() {
		assertThat(People.standard(People.TRIAL_UAI)).extracting(Person::username)
			.allSatisfy((username) -> assertThat(this.readme).contains("| `" + username + "` |"));
		assertThat(People.standard(People.TRIAL_UAI)).extracting(Person::role)
			.allSatisfy((role) -> assertThat(this.readme).contains("| " + role + " |"));
		assertThat(Arrays.stream(Fault.values()).map(Fault::code))
			.allSatisfy((code) -> assertThat(this.readme).contains("| `" + code + "` |"));
		assertThat(Arrays.stream(Layout.values()).map(Layout::code))
			.allSatisfy((code) -> assertThat(this.readme).contains("| `" + code + "` |"));
		for (Platform platform : Platform.values()) {
			String row = this.readme.lines()
				.filter((line) -> line.startsWith("| `%s` | %s |".formatted(platform.code(), platform.title())))
				.findFirst()
				.orElse("");
			assertThat(row).as(platform.code()).isNotEmpty();
			assertThat(QUIRK.matcher(row.substring(row.lastIndexOf('|', row.length() - 2))).results())
				.extracting((quirk) -> quirk.group(1))
				.containsExactlyElementsOf(platform.quirks().stream().map(Quirk::code).toList());
		}
		assertThat(Arrays.stream(Dialect.values()).map(Dialect::path))
			.allSatisfy((path) -> assertThat(this.readme).contains("`" + path + "`"));
	}

	private static String stripped(String code) {
		return code.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

}
