package fr.passerelle.entcatalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the bundled data beyond the rules that the reader has for every catalogue.
 */
class CatalogDataTests {

	private static final Path FOLDER = TestCatalogs.bundledFolder();

	static Stream<Path> dataFiles() {
		return Stream.of("ents", "platforms").flatMap((part) -> TestCatalogs.filesIn(FOLDER.resolve(part)).stream());
	}

	static List<Ent> ents() {
		return EntCatalog.bundled().all();
	}

	@ParameterizedTest
	@MethodSource("dataFiles")
	void everyFileIsOnePlainDocumentThatCanStandInAList(Path file) {
		String text = read(file);
		assertThat(text).endsWith("\n").doesNotContain("\t", "\r");
		assertThat(text.lines()).noneMatch((line) -> line.startsWith("---") || line.startsWith("%"))
			.noneMatch((line) -> line.endsWith(" "))
			.anyMatch(("id: " + file.getFileName().toString().replace(".yaml", ""))::equals);
	}

	@ParameterizedTest
	@MethodSource("ents")
	void everyAddressIsEncryptedAndOnAPublicHost(Ent ent) {
		CasEndpoints endpoints = ent.endpoints();
		assertThat(Stream.of(endpoints.serverUrl(), endpoints.loginUrl(), endpoints.validationUrl(),
				endpoints.logoutUrl()))
			.filteredOn(Objects::nonNull)
			.allSatisfy((address) -> assertThat(address).hasScheme("https"))
			.extracting(URI::getHost)
			.allMatch((host) -> host.contains("."));
	}

	@ParameterizedTest
	@MethodSource("ents")
	void whatCannotBeChosenSaysWhyAndWhatCanHasAllAddresses(Ent ent) {
		CasEndpoints endpoints = ent.endpoints();
		boolean complete = Stream.of(endpoints.loginUrl(), endpoints.validationUrl(), endpoints.logoutUrl())
			.allMatch(Objects::nonNull);
		assertThat(ent.choosable()).isEqualTo(complete).isEqualTo(ent.obstacles().isEmpty());
	}

	@Test
	void theIndexIsInStepWithTheFiles() throws IOException {
		assertThat(Files.readAllLines(FOLDER.resolve("index.txt")))
			.isEqualTo(dataFiles().map((file) -> FOLDER.relativize(file).toString().replace('\\', '/')).toList());
	}

	@Test
	void noIdThatWasEverPublishedIsLost() throws IOException {
		List<String> published = Files.readAllLines(TestCatalogs.resource("/published-ids.txt"));
		assertThat(published).hasSizeGreaterThanOrEqualTo(161).doesNotHaveDuplicates();
		assertThat(published).allMatch((id) -> EntCatalog.bundled().find(id).isPresent());
		assertThat(published).as("every id of the catalogue is on the list of published ids")
			.containsAll(ents().stream().map(Ent::id).toList());
	}

	@Test
	void theBundledDataReadAsAFolderIsTheSame() {
		EntCatalog read = EntCatalog.read(FOLDER);
		assertThat(read.all()).isEqualTo(ents());
		assertThat(read.revision()).isEqualTo(EntCatalog.bundled().revision());
	}

	@Test
	void everyPlatformHasAnEnt() {
		assertThat(TestCatalogs.filesIn(FOLDER.resolve("ents")).stream().flatMap(CatalogDataTests::platform).distinct())
			.containsExactlyInAnyOrderElementsOf(TestCatalogs.filesIn(FOLDER.resolve("platforms"))
				.stream()
				.map((file) -> file.getFileName().toString().replace(".yaml", ""))
				.toList());
	}

	@Test
	void atriumValidatesBySaml11AsInTheGuides() {
		Ent atrium = EntCatalog.bundled().find("atrium-sud").orElseThrow();
		assertThat(atrium.validation()).isEqualTo(ValidationKind.SAML1);
		assertThat(atrium.endpoints()).isEqualTo(new CasEndpoints(URI.create("https://www.atrium-sud.fr/connexion"),
				URI.create("https://www.atrium-sud.fr/connexion/login"),
				URI.create("https://www.atrium-sud.fr/connexion/samlValidate"),
				URI.create("https://www.atrium-sud.fr/connexion/logout")));
		assertThat(atrium.choosable()).isTrue();
	}

	@Test
	void edificeMeansAllStaffByNational4AndKosmosTheHead() {
		assertThat(EntCatalog.bundled().find("monlycee-net").orElseThrow().defaults()).satisfies((defaults) -> {
			assertThat(defaults.national4()).isEqualTo(PlatformDefaults.National4.ALL_STAFF);
			assertThat(defaults.profiles()).containsExactly("categories");
		});
		assertThat(EntCatalog.bundled().find("agora06").orElseThrow().defaults()).satisfies((defaults) -> {
			assertThat(defaults.national4()).isEqualTo(PlatformDefaults.National4.HEAD);
			assertThat(defaults.establishments()).containsExactly("rneCourant");
		});
	}

	@Test
	void addressesOutsideTheConventionAreKept() {
		assertThat(EntCatalog.bundled().find("toutatice-casshib").orElseThrow().endpoints().validationUrl())
			.hasToString("https://www.toutatice.fr/casshib/shib/666666/serviceValidate");
		assertThat(EntCatalog.bundled().find("e-lyco-v2").orElseThrow().endpoints().logoutUrl())
			.hasToString("https://cas.e-lyco.fr/saml/Logout");
	}

	@Test
	void selectorsAreProposedPerAudience() {
		assertThat(EntCatalog.bundled().find("mon-ent-occitanie").orElseThrow().selectors())
			.filteredOn((selector) -> selector.espaces().contains("professeur"))
			.extracting(Selector::value)
			.containsExactly("MONTP-AAA_enseignant");
		assertThat(EntCatalog.bundled().find("netocentre-lycees").orElseThrow().selectors()).singleElement()
			.satisfies((selector) -> {
				assertThat(selector.parameter()).isEqualTo("idpId");
				assertThat(selector.value()).isEqualTo("parentEleveEN-IdP");
				assertThat(selector.espaces()).containsExactly("parent", "eleve");
			});
	}

	@Test
	void whatIsOutOfUseNamesItsSuccessor() {
		Ent old = EntCatalog.bundled().find("agora06-itop").orElseThrow();
		assertThat(old.status()).isEqualTo(Status.SUPERSEDED);
		assertThat(old.supersededBy()).containsExactly("agora06");
		assertThat(old.choosable()).isTrue();
	}

	private static Stream<String> platform(Path file) {
		String key = "platform: ";
		return read(file).lines().filter((line) -> line.startsWith(key)).map((line) -> line.substring(key.length()));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
