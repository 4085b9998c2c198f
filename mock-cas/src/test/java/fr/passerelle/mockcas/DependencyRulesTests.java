package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The allowed dependencies between packages.
 */
class DependencyRulesTests {

	private static final Path ENGINE = Path.of("src/main/java/fr/passerelle/mockcas");

	@Test
	void engineKnowsNeitherJUnitNorTheCommandLine() throws IOException {
		assertThat(imports(ENGINE, 1)).isNotEmpty()
			.noneMatch((line) -> line.contains("mockcas.junit") || line.contains("mockcas.standalone")
					|| line.contains("org.junit"));
	}

	@Test
	void commandLineKnowsNoJUnitSoThatTheJarRunsWithoutIt() throws IOException {
		assertThat(imports(ENGINE.resolve("standalone"), 1)).isNotEmpty().noneMatch((line) -> line.contains("junit"));
	}

	@Test
	void nothingKnowsWhatIsTested() throws IOException {
		assertThat(imports(ENGINE, 2)).noneMatch((line) -> line.contains("org.springframework")
				|| line.contains("org.apereo") || (line.contains("fr.passerelle.") && !line.contains("mockcas")));
	}

	@Test
	void webServerIsKnownInThreePlacesAndShownInOne() throws IOException {
		try (Stream<Path> files = Files.walk(ENGINE)) {
			assertThat(files.filter((file) -> imports(file).stream().anyMatch((line) -> line.contains("wiremock"))))
				.extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrder("WebServer.java", "WireMockFrontDoor.java", "JsonText.java",
						"MockCasServer.java");
		}
		assertThat(imports(ENGINE.resolve("MockCasServer.java"))).filteredOn((line) -> line.contains("wiremock"))
			.containsExactly("import com.github.tomakehurst.wiremock.junit.Stubbing;");
	}

	private static List<String> imports(Path folder, int depth) throws IOException {
		try (Stream<Path> files = Files.walk(folder, depth)) {
			return files.flatMap((file) -> imports(file).stream()).toList();
		}
	}

	private static List<String> imports(Path file) {
		try {
			return file.toString().endsWith(".java")
					? Files.readAllLines(file).stream().filter((line) -> line.startsWith("import ")).toList()
					: List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
