package fr.passerelle.gateway.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.settings.StartRefusedException;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SuppressWarnings("NullAway.Init")
class ConfigurationImportTests {

	private static final String DOCUMENT = """
			uai: %s
			name: %s
			publicUrl: https://%s.example.fr
			upstream: http://127.0.0.1:9000
			""";

	@TempDir
	private Path folder;

	private TestDatabase database;

	private Establishments establishments;

	private Path documents;

	@BeforeEach
	void open() throws IOException {
		this.database = TestDatabase.embedded(this.folder.resolve("data"));
		this.establishments = TestControlPlane.on(this.database, Clock.systemUTC(), (event) -> {
		}).establishments();
		this.documents = Files.createDirectory(this.folder.resolve("documents"));
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void everyDocumentOfAFolderIsLoadedAndNothingElse() throws IOException {
		write("a.yaml", "0330001A", "Un");
		write("b.yml", "0330002B", "Deux");
		Files.writeString(this.documents.resolve("README.md"), "not a document");
		Files.createDirectory(this.documents.resolve("c.yaml"));
		TestControlPlane.load(this.establishments, this.documents);
		assertThat(this.establishments.all()).extracting(Establishment::name).containsExactly("Un", "Deux");
	}

	@Test
	void whatTheStoreHasIsKept() throws IOException {
		Path file = write("a.yaml", "0330001A", "Un");
		TestControlPlane.load(this.establishments, file);
		write("a.yaml", "0330001A", "Autre");
		TestControlPlane.load(this.establishments, file);
		assertThat(this.establishments.all()).extracting(Establishment::name).containsExactly("Un");
	}

	@Test
	void faultStopsTheStartWithFileAndPath() throws IOException {
		Path file = Files.writeString(this.documents.resolve("a.yaml"),
				DOCUMENT.formatted("0330001A", "Un", "x") + "espaces: { parents: {} }\n");
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> TestControlPlane.load(this.establishments, this.documents))
			.withMessageStartingWith("passerelle.import: " + file + ": espaces.parents: is not known here")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasLineCount(1));
	}

	@Test
	void faultInTheLastDocumentLeavesTheStoreAsItWas() throws IOException {
		for (int i = 0; i < 250; i++) {
			write("%03d.yaml".formatted(i), "%07dA".formatted(i), "School");
		}
		Files.writeString(this.documents.resolve("z.yaml"), DOCUMENT.formatted("0330001A", "", "z"));

		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> TestControlPlane.load(this.establishments, this.documents))
			.withMessageStartingWith("passerelle.import: " + this.documents.resolve("z.yaml") + ": name: ");

		assertThat(this.establishments.all()).isEmpty();
		TestControlPlane other = TestControlPlane.on(this.database, Clock.systemUTC(), (event) -> {
		});
		assertThat(other.establishments().all()).isEmpty();
		Files.delete(this.documents.resolve("z.yaml"));
		TestControlPlane.load(this.establishments, this.documents);
		assertThat(this.establishments.all()).hasSize(250);
		assertThat(this.establishments.current(new Uai("0000249A")).number()).isOne();
	}

	@Test
	void hostThatAnEarlierDocumentTookIsAFault() throws IOException {
		write("a.yaml", "0330001A", "Un");
		Path second = Files.writeString(this.documents.resolve("b.yaml"),
				DOCUMENT.formatted("0330002B", "Deux", "e0330001a"));

		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> TestControlPlane.load(this.establishments, this.documents))
			.withMessageStartingWith("passerelle.import: " + second + ": publicUrl: ");
	}

	@Test
	void ofTwoDocumentsOfOneEstablishmentTheFirstCounts() throws IOException {
		write("a.yaml", "0330001A", "Un");
		write("b.yaml", "0330001A", "Deux");

		TestControlPlane.load(this.establishments, this.documents);

		assertThat(this.establishments.all()).extracting(Establishment::name).containsExactly("Un");
	}

	@Test
	void establishmentThatWasDeletedComesBackUnderALaterNumber() throws IOException {
		Path file = write("a.yaml", "0330001A", "Un");
		TestControlPlane.load(this.establishments, file);
		Uai uai = new Uai("0330001A");
		this.establishments.delete(uai, ExpectedVersion.ANY, new Change("admin", null));

		TestControlPlane.load(this.establishments, file);

		assertThat(this.establishments.current(uai).number()).isEqualTo(3);
	}

	private Path write(String name, String uai, String school) throws IOException {
		return Files.writeString(this.documents.resolve(name), DOCUMENT.formatted(uai, school, "e" + uai));
	}

}
