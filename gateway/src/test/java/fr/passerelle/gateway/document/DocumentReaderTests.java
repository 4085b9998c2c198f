package fr.passerelle.gateway.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

public class DocumentReaderTests {

	private static final String HEAD = """
			uai: 0330001A
			name: Collège Jean-Moulin
			publicUrl: https://0330001a.example.fr
			upstream: http://127.0.0.1:9000
			""";

	@ParameterizedTest
	@MethodSource("invalid")
	void readWhenInvalidThenNamesEveryFault(Path file) throws IOException {
		Path faults = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[a-z]+$", ".faults"));
		List<String> expected = Files.readAllLines(faults);
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> read(file)).satisfies((ex) -> {
			List<String> found = ex.faults().stream().map(DocumentFault::toString).toList();
			assertThat(found).hasSameSizeAs(expected);
			expected.forEach((fault) -> assertThat(found).anyMatch((one) -> one.startsWith(fault)));
		});
	}

	@ParameterizedTest
	@MethodSource("valid")
	void readWhenValidThenSurvivesBothWritings(Path file) throws IOException {
		ConfigurationDocument document = parse(file);
		assertThat(read(document).uai()).isEqualTo(document.uai().orElseThrow());
		assertThat(ConfigurationDocument.parse(bytes(document.toJson()), Format.JSON)).isEqualTo(document);
		assertThat(ConfigurationDocument.parse(bytes(document.toYaml()), Format.YAML)).isEqualTo(document);
	}

	@Test
	void readWhenContractThenIsTheEstablishmentItDescribes() throws IOException {
		Establishment establishment = read(corpus("valid/contract.yaml"));
		assertThat(establishment.publicUrl()).isEqualTo("https://0330001a.example.fr");
		assertThat(establishment.isOpen(EspaceKey.PARENT)).isTrue();
		assertThat(establishment.isOpen(EspaceKey.PROFESSEUR)).isFalse();
		assertThat(establishment.isOpen(EspaceKey.COMMUNE)).isTrue();
		Espace parent = establishment.espace(EspaceKey.PARENT);
		assertThat(parent.loginParameters()).containsExactly(entry("selection", "EDU_parent_eleve"));
		Delegation atrium = parent.delegation("atrium").orElseThrow();
		assertThat(atrium.signOn().loginUrl()).hasToString("https://www.atrium-sud.fr/connexion/login");
		assertThat(atrium.signOn().voucher()).hasToString("https://www.atrium-sud.fr/connexion/samlValidate");
		assertThat(atrium.signOn().logoutUrl()).hasToString("https://www.atrium-sud.fr/connexion/logout");
		assertThat(atrium.recognition()).containsExactly(Recognition.PERSON_ID, Recognition.IDENTITY,
				Recognition.PROFILE);
		assertThat(atrium.attributes().user()).isEmpty();
		assertThat(atrium.attributes().establishments()).containsExactly("ENTPersonStructRattachRNE");
		assertThat(atrium.attributes().familyName()).startsWith("nom", "sn");
		assertThat(establishment.espace(EspaceKey.ELEVE).directLogin()).isFalse();
		assertThat(establishment.paths().espace("/pronote/reports/2026/x")).isEqualTo(EspaceKey.DIRECTION);
		assertThat(establishment.paths().isPublic("/pronote/assets/app.css")).isTrue();
	}

	@Test
	void espaceWithoutDelegationTakesDirectLoginAlone() throws IOException {
		Establishment establishment = read(corpus("valid/cite-scolaire.yaml"));
		assertThat(establishment.espace(EspaceKey.ENTREPRISE).directLogin()).isTrue();
		assertThat(establishment.espace(EspaceKey.ETABLISSEMENT).directLogin()).isFalse();
		assertThat(establishment.espace(EspaceKey.ENTREPRISE).upstream()).hasToString("http://stages.example.fr:8080");
	}

	@Test
	void inactiveDelegationLeadsNowhere() throws IOException {
		Establishment establishment = read(corpus("valid/cite-scolaire.yaml"));
		assertThat(establishment.espace(EspaceKey.PARENT).delegations()).extracting(Delegation::id)
			.containsExactly("college");
	}

	@Test
	void espaceWhoseDelegationsAreAllInactiveTakesDirectLogin() {
		Espace parent = read(HEAD + """
				delegations: [{ id: a, label: A, protocol: CAS, ent: atrium-sud, active: false }]
				espaces: { parent: { delegations: [a], directLogin: false } }
				""").espace(EspaceKey.PARENT);
		assertThat(parent.delegations()).isEmpty();
		assertThat(parent.directLogin()).isTrue();
	}

	@Test
	void manualLinksFollowTheConventionAroundTheLoginLink() throws IOException {
		Cas cas = Cas.of(read(corpus("valid/cite-scolaire.yaml")).espace(EspaceKey.PARENT).delegations().get(0));
		assertThat(cas.logoutUrl()).hasToString("https://www.laclasse.example.fr/sso/logout");
		assertThat(cas.validation()).isEqualTo(Validation.CAS3);
	}

	@Test
	void serverElsewhereMovesAllLinksOfTheCatalogue() {
		Cas cas = cas("ent: atrium-sud, cas: { serverUrl: 'https://recette.example.fr/cas/' }");
		assertThat(cas.loginUrl()).hasToString("https://recette.example.fr/cas/login");
		assertThat(cas.validationUrl()).hasToString("https://recette.example.fr/cas/samlValidate");
		assertThat(cas.logoutUrl()).hasToString("https://recette.example.fr/cas/logout");
	}

	@Test
	void dialectOfItsOwnMovesTheValidationLinkAlone() {
		Cas cas = cas("ent: atrium-sud, cas: { validation: CAS3 }");
		assertThat(cas.loginUrl()).hasToString("https://www.atrium-sud.fr/connexion/login");
		assertThat(cas.validationUrl()).hasToString("https://www.atrium-sud.fr/connexion/p3/serviceValidate");
	}

	@Test
	void loneSelectorOfTheCatalogueIsTaken() throws IOException {
		Establishment establishment = read(corpus("valid/closed.json"));
		assertThat(establishment.espace(EspaceKey.PARENT).loginParameters()).containsExactly(entry("selection", "EDU"));
		assertThat(establishment.isOpen(EspaceKey.PARENT)).isFalse();
		assertThat(establishment.closedReason()).startsWith("Bascule");
		assertThat(establishment.publicUrl()).isEqualTo("http://Localhost:8080");
	}

	@Test
	void emptyLoginParametersDoWithoutTheSelectorOfTheCatalogue() {
		Espace parent = read(HEAD + """
				delegations: [{ id: a, label: A, protocol: CAS, ent: agora06 }]
				espaces: { parent: { delegations: [a], loginParameters: {} } }
				""").espace(EspaceKey.PARENT);
		assertThat(parent.loginParameters()).isEmpty();
	}

	@Test
	void entThatIsNotChoosableSaysWhichKeyToGive() {
		String ent = EntCatalog.bundled()
			.all()
			.stream()
			.filter((one) -> one.obstacles().stream().anyMatch((obstacle) -> obstacle.name().equals("ADDRESS_UNKNOWN")))
			.findFirst()
			.orElseThrow()
			.id();
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> cas("ent: " + ent))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DocumentFault::path)
				.contains("delegations[0].cas.serverUrl"));
	}

	@Test
	void entWithoutCasIsRefused() {
		String ent = EntCatalog.bundled()
			.all()
			.stream()
			.filter((one) -> !one.signOn().name().equals("CAS"))
			.findFirst()
			.orElseThrow()
			.id();
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> cas("ent: " + ent))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(1)
				.first()
				.hasToString(ex.faults().get(0).path() + ": " + ex.faults().get(0).message())
				.extracting(DocumentFault::path)
				.isEqualTo("delegations[0].ent"));
	}

	@Test
	void edificesNational4IsAllStaff() {
		String edifice = EntCatalog.bundled()
			.all()
			.stream()
			.filter((one) -> one.choosable() && one.defaults().national4().name().equals("ALL_STAFF"))
			.findFirst()
			.orElseThrow()
			.id();
		assertThat(delegation("ent: " + edifice).national4IsAllStaff()).isTrue();
		assertThat(delegation("ent: atrium-sud").national4IsAllStaff()).isFalse();
	}

	@Test
	void tooLargeIsRefusedBeforeItIsRead() {
		byte[] large = bytes(HEAD + "# " + "x".repeat(DocumentParser.MAX_SIZE));
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> ConfigurationDocument.parse(large, Format.YAML))
			.withMessageContaining("256 KB");
	}

	@Test
	void nestedTooDeepIsRefused() {
		String deep = "a: " + "[".repeat(5000);
		for (Format format : Format.values()) {
			assertThatExceptionOfType(InvalidDocumentException.class)
				.isThrownBy(() -> ConfigurationDocument.parse(bytes(deep), format));
		}
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> ConfigurationDocument.parse(bytes("{\"a\":".repeat(5000)), Format.JSON));
	}

	@Test
	void latin1IsRefused() {
		byte[] latin1 = HEAD.getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> ConfigurationDocument.parse(latin1, Format.YAML))
			.withMessage("the document is not UTF-8");
	}

	@Test
	void answersHaveTheContractsOrderOfKeys() {
		ConfigurationDocument document = ConfigurationDocument.parse(bytes("""
				{"espaces":{"eleve":{"directLogin":true,"published":true},"commune":{}},"upstream":"http://u",
				"name":"X","uai":"0330001a","publicUrl":"http://h"}"""), Format.JSON);
		assertThat(document.toJson()).isEqualTo("{\"uai\":\"0330001A\",\"name\":\"X\",\"publicUrl\":\"http://h\","
				+ "\"upstream\":\"http://u\",\"espaces\":{\"commune\":{},\"eleve\":{\"published\":true,\"directLogin\":true}}}");
	}

	private static Cas cas(String delegation) {
		return Cas.of(delegation(delegation));
	}

	private static Delegation delegation(String keys) {
		return read(HEAD + "delegations: [{ id: a, label: A, protocol: CAS, " + keys + " }]\n"
				+ "espaces: { parent: { delegations: [a] } }\n")
			.espace(EspaceKey.PARENT)
			.delegations()
			.get(0);
	}

	private static Establishment read(String yaml) {
		return read(ConfigurationDocument.parse(bytes(yaml), Format.YAML));
	}

	private static Establishment read(Path file) throws IOException {
		return read(parse(file));
	}

	public static Establishment read(ConfigurationDocument document) {
		return new DocumentReader("/pronote", PlatformEduConnect.NONE).read(document,
				new EntCopies(EntCatalog.bundled(), Map.of()), 1);
	}

	private static ConfigurationDocument parse(Path file) throws IOException {
		return ConfigurationDocument.parse(Files.readAllBytes(file),
				file.toString().endsWith(".json") ? Format.JSON : Format.YAML);
	}

	public static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static Stream<Path> invalid() {
		return documents("invalid");
	}

	static Stream<Path> valid() {
		return documents("valid");
	}

	private static Stream<Path> documents(String folder) {
		try (Stream<Path> files = Files.list(corpus(folder))) {
			return files.filter((file) -> !file.toString().endsWith(".faults")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path corpus(String name) {
		try {
			URI uri = Objects
				.requireNonNull(DocumentReaderTests.class.getResource("/corpora/establishments/" + name), name)
				.toURI();
			return uri.getScheme().equals("jar") ? Jars.path(uri) : Path.of(uri);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
