package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.RunningProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract, Build and start: what is wrong is one line that names the key, and nothing is
 * written but into the data directory.
 */
@SuppressWarnings("NullAway.Init")
class StartAcceptanceTests {

	@TempDir
	private Path folder;

	private Path work;

	@BeforeEach
	void makeWorkingFolder() throws IOException {
		this.work = Files.createDirectory(this.folder.resolve("work"));
	}

	@Test
	void unknownSettingStopsTheStart() throws Exception {
		assertRefused("passerelle.sesions.max: there is no such setting; meant: passerelle.sessions.max?", Map.of(),
				"--passerelle.sesions.max=1");
		assertThat(this.work).isEmptyDirectory();
	}

	@Test
	void unknownEnvironmentVariableStopsTheStart() throws Exception {
		assertRefused("PASSERELLE_DATEDIR: there is no such setting; meant: passerelle.data-dir?",
				Map.of("PASSERELLE_DATEDIR", "/x"));
	}

	@Test
	void storeThatIsNotAvailableYetStopsTheStart() throws Exception {
		assertRefused("passerelle.sessions.store: is one of memory", Map.of(), "--passerelle.sessions.store=redis");
	}

	@Test
	void aProtocolThatIsNotSpokenStopsTheStart() throws Exception {
		assertRefused(
				"server.http2.enabled: is false: this program speaks HTTP/1.1, and the proxy in front of it HTTP/2",
				Map.of(), "--server.http2.enabled=true");
	}

	@Test
	void faultyImportStopsTheStartWithFileAndPath() throws Exception {
		Path document = Files.writeString(this.folder.resolve("college.yaml"),
				"uai: 0330001A\nname: X\nupstream: http://127.0.0.1:9\n");
		assertRefused("passerelle.import: " + document + ": publicUrl: is required", Map.of(),
				"--passerelle.import=file:" + document);
	}

	@Test
	void faultyCatalogueStopsTheStart() throws Exception {
		Path catalogue = Files.writeString(this.folder.resolve("catalogue.yaml"), "schema: 1\nrevision: nothing\n");
		try (RunningProgram program = RunningProgram.start(this.work, Map.of(),
				"--passerelle.catalogue=file:" + catalogue)) {
			assertThat(program.exitCode()).isEqualTo(1);
			assertThat(program.errors().lines()).isNotEmpty()
				.allMatch((line) -> line.startsWith("passerelle.catalogue: "));
		}
	}

	@Test
	void secondProgramOnTheSameDataIsRefused() throws Exception {
		try (RunningProgram first = RunningProgram.start(this.work, Map.of())) {
			first.ready();
			assertRefused(
					"passerelle.data-dir: " + this.work.resolve("data") + " is in use by another running Passerelle",
					Map.of());
			assertThat(first.send("GET", "/actuator/health", "").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void nothingIsWrittenButIntoTheDataDirectory() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.work, Map.of()).ready()) {
			assertThat(program.send("GET", "/api/v1/ents?q=atrium", "").statusCode()).isEqualTo(200);
			assertThat(program.temporary(this.work)).isEmptyDirectory();
			try (Stream<Path> written = Files.list(this.work)) {
				assertThat(written).containsExactly(this.work.resolve("data"));
			}
		}
	}

	@Test
	void whenTheLocaleHasNoAccentsThenTheLineSaysSo() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.work,
				Map.of("LC_ALL", "C", "PASSERELLE_DATADIR", "donn\u00e9es"))) {
			assertThat(program.exitCode()).isEqualTo(1);
			assertThat(program.errors())
				.startsWith("passerelle.data-dir: is the path of a folder; this machine's locale")
				.contains("LC_ALL=C.UTF-8")
				.hasLineCount(1);
		}
	}

	@Test
	void aDatabaseServerThatIsNotThereIsOneLine() throws Exception {
		int port = LoopbackPort.free();
		assertRefused("spring.datasource.url: the database at 127.0.0.1:" + port + " does not answer (08001)", Map.of(),
				"--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/passerelle",
				"--spring.datasource.hikari.connection-timeout=500", "--spring.datasource.password=geheim");
	}

	@Test
	void aDamagedKeyIsOneLine() throws Exception {
		Path key = Files.createDirectories(this.work.resolve("data/keys")).resolve("console-key");
		Files.writeString(key, "no key");
		try (RunningProgram program = RunningProgram.start(this.work, Map.of())) {
			assertThat(program.exitCode()).isEqualTo(1);
			assertThat(program.errors()).startsWith("passerelle.data-dir: " + key + " holds no key").hasLineCount(1);
			assertThat(program.output()).doesNotContain("\tat ");
		}
	}

	private void assertRefused(String line, Map<String, String> variables, String... arguments) throws Exception {
		try (RunningProgram program = RunningProgram.start(this.work, variables, arguments)) {
			assertThat(program.exitCode()).isEqualTo(1);
			assertThat(program.errors()).isEqualTo(line + System.lineSeparator());
			assertThat(program.output()).doesNotContain("Exception", "\tat ");
		}
	}

}
