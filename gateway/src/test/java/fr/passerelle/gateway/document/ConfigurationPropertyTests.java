package fr.passerelle.gateway.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.PathOwners;
import fr.passerelle.gateway.establishment.PathPattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationPropertyTests {

	private static final List<String> SPLINTERS = List.of("~", "null", ":", "- ", "{", "}", "[", "]", "\"", "'", "&a ",
			"*a", "!!str ", "? ", "|", ">", "#", "\n", "  ", "\t", "123", "1e99", ".nan", "<<: ", "---\n", "...\n", "%",
			"\u0000", "é", "\ud83d\ude00", "true", "https://", "/**");

	@Property(tries = 3000)
	void mutilatedDocumentsAreAcceptedOrRefusedAndNeverAnythingElse(@ForAll("cuts") List<Cut> cuts,
			@ForAll Format format) throws IOException {
		String text = Files.readString(DocumentReaderTests.corpus("valid/contract.yaml"));
		if (format == Format.JSON) {
			text = ConfigurationDocument.parse(DocumentReaderTests.bytes(text), Format.YAML).toJson();
		}
		StringBuilder mutilated = new StringBuilder(text);
		cuts.forEach((cut) -> cut.apply(mutilated));
		try {
			ConfigurationDocument document = ConfigurationDocument
				.parse(mutilated.toString().getBytes(StandardCharsets.UTF_8), format);
			assertThat(ConfigurationDocument.parse(DocumentReaderTests.bytes(document.toYaml()), Format.YAML))
				.isEqualTo(document);
			assertThat(DocumentReaderTests.read(document).espaces()).hasSize(EspaceKey.values().length);
		}
		catch (InvalidDocumentException ex) {
			assertThat(ex.faults()).isNotEmpty().allMatch((fault) -> !fault.message().isBlank());
		}
	}

	/** "03300011e99" was written without quotes and came back as a number. */
	@Property
	void textThatLooksLikeANumberStaysAText(@ForAll("numberLike") String name) {
		ConfigurationDocument document = ConfigurationDocument
			.parse(DocumentReaderTests.bytes("{\"name\": \"" + name + "\"}"), Format.JSON);
		assertThat(ConfigurationDocument.parse(DocumentReaderTests.bytes(document.toYaml()), Format.YAML))
			.isEqualTo(document);
	}

	@Provide
	Arbitrary<String> numberLike() {
		return Arbitraries.strings().withChars("0123456789eE.+-xoabf_:~").ofMinLength(1).ofMaxLength(12);
	}

	@Property
	void literalFolderPatternMatchesItselfAndBelowAlone(@ForAll("folder") String folder, @ForAll("path") String path) {
		boolean inside = path.equals(folder) || path.startsWith(folder + "/");
		assertThat(new PathPattern(folder + "/**").matches(path)).isEqualTo(inside);
		assertThat(new PathPattern(folder).matches(path)).isEqualTo(path.equals(folder));
	}

	@Property
	void starNeverCrossesASlash(@ForAll("folder") String folder, @ForAll("path") String path) {
		if (new PathPattern(folder + "/*").matches(path)) {
			assertThat(path).startsWith(folder + "/");
			assertThat(path.indexOf('/', folder.length() + 1)).isNegative();
		}
	}

	@Property
	void whatAPatternMatchesItReaches(@ForAll("pattern") String pattern, @ForAll("path") String path) {
		PathPattern read = new PathPattern(pattern);
		if (read.matches(path)) {
			assertThat(read.reaches(path)).isTrue();
			int slash = path.indexOf('/', 1);
			assertThat(read.reaches((slash < 0) ? path : path.substring(0, slash))).isTrue();
		}
	}

	@Property
	void publicPatternNeverOpensWhatAnEspaceOwns(@ForAll("pattern") String owned, @ForAll("path") String path) {
		PathOwners owners = new PathOwners("/pronote", Map.of(EspaceKey.PARENT, List.of(new PathPattern(owned))),
				List.of(new PathPattern("/**")));
		boolean matches = new PathPattern(owned).matches(path);
		assertThat(owners.espace(path) == EspaceKey.PARENT).isEqualTo(matches);
	}

	@Provide
	Arbitrary<List<Cut>> cuts() {
		Arbitrary<Cut> cut = Combinators
			.combine(Arbitraries.integers().between(0, 1_000_000), Arbitraries.integers().between(0, 12),
					Arbitraries.of(SPLINTERS))
			.as(Cut::new);
		return cut.list().ofMinSize(1).ofMaxSize(4);
	}

	@Provide
	Arbitrary<String> folder() {
		return Arbitraries.strings()
			.withChars("ab.")
			.ofMinLength(1)
			.ofMaxLength(3)
			.list()
			.ofMinSize(1)
			.ofMaxSize(3)
			.map((segments) -> "/x" + String.join("/x", segments));
	}

	@Provide
	Arbitrary<String> path() {
		return folder().flatMap((folder) -> Arbitraries.of(folder, folder + "/", folder + "/a", folder + "a",
				folder + "/a/b", "/xa", "/xa/xb", "/xa/xb/xa"));
	}

	@Provide
	Arbitrary<String> pattern() {
		return folder().flatMap((folder) -> Arbitraries.of(folder, folder + "/**", folder + "/*", folder + "*",
				folder.replace('a', '*'), folder.replace('b', '*') + "/**"));
	}

	record Cut(int at, int length, String splinter) {

		void apply(StringBuilder text) {
			int begin = this.at % (text.length() + 1);
			text.replace(begin, Math.min(text.length(), begin + this.length), this.splinter);
		}

	}

}
