package fr.passerelle.entcatalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CatalogFaultsTests {

	private static final String EXPECT = "# expect: ";

	private final Path folder;

	CatalogFaultsTests(@TempDir Path folder) {
		this.folder = folder;
	}

	static Stream<Path> invalidCatalogs() {
		return TestCatalogs.filesIn(TestCatalogs.resource("/invalid")).stream();
	}

	@ParameterizedTest
	@MethodSource("invalidCatalogs")
	void eachRuleNamesFileFieldAndWhatIsAccepted(Path file) throws IOException {
		List<String> expected = Files.readAllLines(file)
			.stream()
			.filter((line) -> line.startsWith(EXPECT))
			.map((line) -> line.substring(EXPECT.length()))
			.toList();
		assertThat(expected).as("expectations at the end of %s", file).isNotEmpty();
		assertThat(faultsOf(file)).isEqualTo(expected).allSatisfy((fault) -> {
			assertThat(fault).startsWith(file.getFileName().toString());
			assertThat(fault).contains("; accepted: ");
		});
	}

	@Test
	void theSmallCatalogueThatTheInvalidOnesAreMadeOfIsAccepted() {
		assertThat(EntCatalog.read(TestCatalogs.valid()).all()).extracting(Ent::id).containsExactly("agora06");
	}

	@Test
	void aFaultIsReadableAsParts() {
		Path file = TestCatalogs.resource("/invalid/validation-unknown-word.yaml");
		InvalidCatalogException refusal = catchThrowableOfType(InvalidCatalogException.class,
				() -> EntCatalog.read(file));
		assertThat(refusal.violations()).containsExactly(new CatalogViolation("validation-unknown-word.yaml", 18,
				"ents[agora06].cas.validation", "is 'serviceValidate'; accepted: CAS1, CAS2, CAS3, SAML1"));
		assertThat(refusal).hasMessage(refusal.violations().get(0).toString());
	}

	@Test
	void faultsOfSeveralFilesAreReportedTogether() throws IOException {
		TestCatalogs.folder(this.folder);
		Files.writeString(this.folder.resolve("catalog.yaml"), "schema: 7\nrevision: '2026.1'\ndate: 2026-11-22\n");
		TestCatalogs.write(this.folder.resolve("platforms/oze.yaml"), "id: oze\n");
		TestCatalogs.write(this.folder.resolve("ents/agora07.yaml"), "");
		assertThat(faultsOf(this.folder)).containsExactly("catalog.yaml:1: schema is '7'; accepted: 1",
				"ents/agora07.yaml: (document) is empty; accepted: fields with their values",
				"platforms/oze.yaml:1: name is missing; accepted: a text of one line, up to 120 characters",
				"platforms/oze.yaml:1: national4 is missing; accepted: HEAD, ALL_STAFF",
				"platforms/oze.yaml:1: sources is missing; accepted: one or more public sources, each a text of one"
						+ " line, up to 500 characters",
				"platforms/oze.yaml:1: revision is missing; accepted: a whole number from 1");
	}

	@Test
	void anIdThatIsNotTheFileNameIsRefused() throws IOException {
		TestCatalogs.folder(this.folder);
		TestCatalogs.write(this.folder.resolve("ents/agora07.yaml"), TestCatalogs.ent("agora08"));
		assertThat(faultsOf(this.folder))
			.containsExactly("ents/agora07.yaml:1: id is 'agora08' in a file of another name; accepted: agora07");
	}

	@Test
	void aFileThatWouldSilentlyNotBeReadIsRefused() throws IOException {
		TestCatalogs.folder(this.folder);
		TestCatalogs.write(this.folder.resolve("ents/agora07.yml"), TestCatalogs.ent("agora07"));
		assertThat(faultsOf(this.folder))
			.containsExactly("ents/agora07.yml: (file) is not a file of a catalogue; accepted: <id>.yaml");
	}

	@Test
	void aFolderWithoutItsPartsIsRefused() {
		assertThat(faultsOf(this.folder)).containsExactly(
				"catalog.yaml: (file) cannot be read; accepted: a readable file",
				"ents/: (folder) cannot be read; accepted: a folder of files named <id>.yaml",
				"platforms/: (folder) cannot be read; accepted: a folder of files named <id>.yaml");
	}

	@Test
	void aFileThatDoesNotExistIsRefused() {
		Path missing = this.folder.resolve("none.yaml");
		assertThat(faultsOf(missing))
			.containsExactly(missing + ": (file) does not exist; accepted: a catalogue's file or folder");
	}

	@Test
	void aFileInAnotherEncodingIsRefused() throws IOException {
		Path file = this.folder.resolve("latin.yaml");
		Files.write(file, "name: Académie".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(faultsOf(file)).containsExactly("latin.yaml: (file) is not text in UTF-8; accepted: UTF-8 alone");
	}

	@Test
	void aFileWithoutEndIsRefused() throws IOException {
		Path file = this.folder.resolve("large.yaml");
		Files.write(file, new byte[CatalogFiles.LARGEST_FILE + 1]);
		assertThat(faultsOf(file)).containsExactly("large.yaml: (file) is too large; accepted: up to 8388608 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{a: ", "- " })
	void aFileOfBracketsDoesNotEndTheProgram(String opening) throws IOException {
		Path file = Files.writeString(this.folder.resolve("deep.yaml"), opening.repeat(200_000));
		assertThat(faultsOf(file))
			.containsExactly("deep.yaml: (document) is nested too deeply; accepted: a depth of up to 10");
	}

	@Test
	void aPasswordInAnAddressIsNotRepeated() {
		assertThatExceptionOfType(InvalidCatalogException.class)
			.isThrownBy(() -> EntCatalog.read(TestCatalogs.resource("/invalid/server-url-with-user.yaml")))
			.withMessageNotContaining("secret");
	}

	private static List<String> faultsOf(Path catalogue) {
		InvalidCatalogException refusal = catchThrowableOfType(InvalidCatalogException.class,
				() -> EntCatalog.read(catalogue));
		assertThat(refusal).as("refusal of %s", catalogue).isNotNull();
		return refusal.violations().stream().map(CatalogViolation::toString).toList();
	}

}
