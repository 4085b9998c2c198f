package fr.passerelle.entcatalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogReaderTests {

	private final Path folder;

	CatalogReaderTests(@TempDir Path folder) throws IOException {
		this.folder = TestCatalogs.folder(folder);
	}

	@Test
	void aFolderAndOneFileMeanTheSame() {
		assertThat(EntCatalog.read(this.folder).all()).isEqualTo(EntCatalog.read(TestCatalogs.valid()).all());
	}

	@Test
	void theSampleInTheReadmeIsAccepted() throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
		Path sample = this.folder.resolve("sample.yaml");
		Files.writeString(sample, readme.substring(start, readme.indexOf("```", start)));
		assertThat(EntCatalog.read(sample).find("agora06").orElseThrow().revision()).isEqualTo(2);
	}

	@Test
	void theCatalogueKnowsItsVersion() {
		EntCatalog catalog = EntCatalog.read(this.folder);
		assertThat(catalog.revision()).isEqualTo("2026.1");
		assertThat(catalog.date()).isEqualTo(LocalDate.of(2026, 11, 22));
	}

	@Test
	void anEntIsFoundByIdAndByAlias() throws IOException {
		append("ents/agora06.yaml", "aliases: [agora-06, agora]\n");
		EntCatalog catalog = EntCatalog.read(this.folder);
		assertThat(catalog.find("agora06")).isPresent()
			.isEqualTo(catalog.find("agora"))
			.isEqualTo(catalog.find("agora-06"));
		assertThat(catalog.find("Agora06")).isEmpty();
	}

	@Test
	void anEntInheritsWhatItDoesNotSay() throws IOException {
		append("platforms/kosmos.yaml", """
				upstreamLogin: Page de choix
				selectors:
				  - { parameter: selection, value: EDU, espaces: [parent, eleve] }
				attributes:
				  profiles: categories
				  establishments: [rneCourant, uai]
				""");
		append("ents/agora06.yaml", "attributes: { establishments: UAI, personId: [IdPN] }\nnational4: ALL_STAFF\n");
		Ent ent = EntCatalog.read(this.folder).find("agora06").orElseThrow();
		assertThat(ent.upstreamLogin()).isEqualTo("Page de choix");
		assertThat(ent.selectors()).extracting(Selector::value).containsExactly("EDU");
		assertThat(ent.defaults().profiles()).containsExactly("categories");
		assertThat(ent.defaults().establishments()).containsExactly("UAI");
		assertThat(ent.defaults().personId()).containsExactly("IdPN");
		assertThat(ent.defaults().user()).isEmpty();
		assertThat(ent.defaults().national4()).isEqualTo(PlatformDefaults.National4.ALL_STAFF);
	}

	@Test
	void anEntsOwnSelectorsReplaceThePlatforms() throws IOException {
		append("platforms/kosmos.yaml", "selectors: [{ parameter: a, value: platform, espaces: parent }]\n");
		append("ents/agora06.yaml", "selectors: [{ parameter: b, value: own, espaces: [professeur] }]\n");
		Ent ent = EntCatalog.read(this.folder).find("agora06").orElseThrow();
		assertThat(ent.selectors()).extracting(Selector::value).containsExactly("own");
	}

	@Test
	void aTrialMayUseThisMachineWithoutCertificate() throws IOException {
		String ent = TestCatalogs.ent("agora06");
		for (String host : new String[] { "localhost:8090", "127.0.0.1:8090", "[::1]" }) {
			Files.writeString(this.folder.resolve("ents/agora06.yaml"),
					ent.replace("https://cas.agora06.fr", "http://" + host + "/cas"));
			assertThat(EntCatalog.read(this.folder).find("agora06").orElseThrow().endpoints().loginUrl())
				.hasToString("http://" + host + "/cas/login");
		}
	}

	@Test
	void hiddenFilesAndOthersBesideThePartsAreLeftAlone() throws IOException {
		TestCatalogs.write(this.folder.resolve("ents/.DS_Store"), "\0");
		TestCatalogs.write(this.folder.resolve("README.md"), "# Ours");
		assertThat(EntCatalog.read(this.folder).all()).hasSize(1);
	}

	private void append(String file, String text) throws IOException {
		Path path = this.folder.resolve(file);
		Files.writeString(path, Files.readString(path) + text);
	}

}
