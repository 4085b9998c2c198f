package fr.passerelle.mockcas.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import fr.passerelle.mockcas.Dialect;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.Layout;
import fr.passerelle.mockcas.People;
import fr.passerelle.mockcas.Person;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README says what is so.
 */
class ReadmeTests {

	private final String readme = Files.readString(Path.of("README.md"));

	ReadmeTests() throws IOException {
	}

	@Test
	void exampleIsTheOneThatIsCompiledAndRun() throws IOException {
		List<String> source = Files
			.readAllLines(Path.of("src/test/java/fr/passerelle/mockcas/junit/FirstLoginTests.java"));
		String example = this.readme.replaceAll("(?s).*```java\n(.*?)```.*", "$1");
		assertThat(example.lines().filter((line) -> !line.isBlank())).isNotEmpty()
			.allSatisfy((line) -> assertThat(source).anyMatch((real) -> real.strip().equals(line.strip())));
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
		assertThat(Arrays.stream(Dialect.values()).map(Dialect::path))
			.allSatisfy((path) -> assertThat(this.readme).contains("`" + path + "`"));
	}

}
