package fr.passerelle.mockcas.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.Person;
import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.Visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The command line.
 */
class MockCasMainTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final MockCasMain main = new MockCasMain(new PrintStream(this.out, true, StandardCharsets.UTF_8),
			new PrintStream(this.err, true, StandardCharsets.UTF_8));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void helpNamesEveryFlag() throws InterruptedException {
		assertThat(this.main.run("--help")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("--port", "--bind", "--https", "--https-port",
				"--path", "--platform", "--quirk", "--layout", "--slo", "--name", "--people", "--service", "--stubs",
				"--strict-saml");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--prot=1                 | --port, --bind
			--port                   | needs a value
			--port=http              | 0 to 65535
			--port=65536             | 0 to 65535
			--layout=E               | flat, grouped, nested, nested-prefixed, name-value
			--slo=front              | form, raw, off
			--platform=ent           | accepted: kosmos, edifice, recia, recia-2014, eolesso, laclasse, lemonldap
			--quirk=odd              | accepted: short-tickets, renew-ignored
			--quirk=any-service      | --quirk needs --platform
			--path=cas               | such as /cas
			--people=/nowhere/p.csv  | does not exist
			--stubs=/nowhere         | has no folder 'mappings'
			""")
	void mistakeIsNamedWithWhatIsAccepted(String flag, String hint) throws InterruptedException {
		assertThat(this.main.run(flag)).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("mock-cas: ").contains(hint);
	}

	@Test
	void platformHelpNamesEveryPlatformWithItsQuirks() throws InterruptedException {
		assertThat(this.main.run("--platform=help")).isZero();
		String shown = this.out.toString(StandardCharsets.UTF_8);
		for (Platform platform : Platform.values()) {
			assertThat(shown).contains(platform.code(), platform.title());
			assertThat(platform.quirks()).allSatisfy((quirk) -> assertThat(shown).contains(quirk.code()));
		}
	}

	@Test
	void quirkOfAnotherPlatformIsRefusedWithThoseOfThisOne() throws InterruptedException {
		assertThat(this.main.run("--quirk", "unescaped", "--platform", "laclasse")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("quirk 'unescaped' is not known of laclasse.com",
				"accepted: renew-ignored, any-service, attributes-twice");
		assertThat(this.main.run("--platform", "eolesso", "--quirk", "unescaped")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("accepted: none");
	}

	@Test
	void flagsBesideThePlatformGoFirstInAnyOrder() {
		try (MockCasServer server = Flags
			.read("--layout=grouped", "--platform=kosmos", "--quirk=short-tickets", "--port=0")
			.server()) {
			server.start();
			this.main.announce(server, false);
			assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("ENT de test, imitates Kosmos (Skolengo)");
			String service = "https://x.invalid/";
			assertThat(new Visitor()
				.get(server.url() + "/serviceValidate?service=" + Visitor.encode(service) + "&ticket="
						+ server.signIn("mdupont", service))
				.body()).contains("<cas:attributes>", "<cas:rneCourant>0330001A</cas:rneCourant>");
		}
	}

	@Test
	void portInUseIsSaid() throws InterruptedException {
		try (MockCasServer first = MockCasServer.server().build()) {
			first.start();
			String port = first.url().replaceAll(".*:(\\d+)/.*", "$1");
			assertThat(this.main.run("--port", port)).isEqualTo(1);
			assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("cannot listen");
		}
	}

	@Test
	void stubThatCannotBeReadIsNamed() throws Exception {
		Path mappings = Files.createDirectory(this.folder.resolve("mappings"));
		Files.writeString(mappings.resolve("broken.json"), "{");

		assertThat(this.main.run("--port=0", "--stubs", this.folder.toString())).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("mock-cas: a stub in ")
			.contains("broken.json");
	}

	@Test
	void stubsComeFromAFolder() throws IOException {
		Path mappings = Files.createDirectory(this.folder.resolve("mappings"));
		Files.writeString(mappings.resolve("accueil.json"), """
				{"request": {"urlPath": "/accueil"}, "response": {"body": "Bienvenue"}}""");
		try (MockCasServer server = Flags.read("--port=0", "--stubs", this.folder.toString()).server()) {
			server.start();
			assertThat(new Visitor().get(server.baseUrl() + "/accueil").body()).isEqualTo("Bienvenue");
		}
	}

	@Test
	void announcementShowsAddressesAndPeople() {
		try (MockCasServer server = Flags
			.read("--port=0", "--https", "--layout", "flat", "--name", "ENT du test", "--service=https://x.invalid/**")
			.server()) {
			server.start();
			this.main.announce(server, true);
			assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("ENT du test", server.url(),
					server.httpsUrl(), "BEGIN CERTIFICATE", "mdupont", "National_TUT", "Parente de deux élèves");
			assertThat(new Visitor().get(server.url() + "/login?service=https://y.invalid/").statusCode())
				.isEqualTo(403);
		}
	}

	@Test
	void peopleComeFromAFile() throws IOException {
		Path file = Files.writeString(this.folder.resolve("people.csv"), "\uFEFF" + PeopleFile.HEADER + """

				# a comment
				lea;Léa;Durand;Élève;National_ELV;0330001A|0750002B;groupe=5A|mail=a=b

				bref
				""");
		try (MockCasServer server = Flags.read("--people", file.toString()).server()) {
			assertThat(server.people()).containsExactly(Person.of("lea")
				.withName("Léa", "Durand")
				.withRole("Élève")
				.withProfiles("National_ELV")
				.withEstablishments("0330001A", "0750002B")
				.withAttribute("groupe", "5A")
				.withAttribute("mail", "a=b"), Person.of("bref"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			lea;;;;;;;too much     | line 2 has 8 columns
			;Léa                   | line 2: a person needs a username
			lea;;;;;;a b=c         | line 2: attribute name
			lea;;;;;;nothing       | line 2: 'nothing' is not name=value
			""")
	void mistakeInTheFileIsNamedByItsLine(String line, String hint) {
		assertThatIllegalArgumentException().isThrownBy(() -> PeopleFile.parse(List.of(PeopleFile.HEADER, line)))
			.withMessageContaining(hint);
	}

	@Test
	void fileWithoutHeaderOrWithTwinsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PeopleFile.parse(List.of("lea")))
			.withMessageContaining("line 1 must be");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PeopleFile.parse(List.of(PeopleFile.HEADER, "lea", "", "lea")))
			.withMessage("line 4: 'lea' is there twice");
	}

	@Test
	void fileThatIsNotUtf8IsRefused() throws IOException {
		Path file = Files.write(this.folder.resolve("latin.csv"), new byte[] { 'l', (byte) 0xE9, 'a' });
		assertThatIllegalArgumentException().isThrownBy(() -> PeopleFile.read(file)).withMessageContaining("UTF-8");
	}

}
