package fr.passerelle.gateway.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SuppressWarnings("NullAway.Init")
class StartScriptTests {

	private static final Path SCRIPT = Path.of("src/main/dist/bin/passerelle");

	/**
	 * Writes each call's arguments into a file of its own, and makes an archive where it
	 * is told to.
	 */
	private static final String JAVA = """
			#!/bin/sh
			kind=start
			for argument in "$@"; do
				case "$argument" in
					-XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) kind=training made="${argument#*=}" ;;
				esac
			done
			calls="$(dirname "$0")/../calls"
			mkdir -p "$calls"
			for argument in "$@"; do echo "$argument"; done >"$calls/$kind"
			env >"$calls/$kind.env"
			echo $$ >"$calls/$kind.pid"
			echo . >>"$calls/$kind.count"
			[ ! -e "$calls/../slow" ] || [ $kind = start ] || exec sleep 60
			[ ! -e "$calls/../broken" ] || [ $kind = start ] || exit 1
			[ $kind = start ] || echo classes >"$made"
			""";

	@TempDir
	private Path folder;

	private Path home;

	private Path jdk;

	@BeforeEach
	void install() throws IOException {
		this.home = this.folder.resolve("the program");
		this.jdk = jdk("17.0.15");
		Files.createDirectories(this.home.resolve("bin"));
		Files.copy(SCRIPT, script());
		executable(script());
		Files.writeString(Files.createDirectories(this.home.resolve("lib")).resolve("a.jar"), "a");
		Files.writeString(this.home.resolve("passerelle.jar"), "jar");
	}

	@Test
	void firstStartMakesAnArchiveAndLaterOnesUseIt() throws Exception {
		Ended first = run(Map.of());
		Ended second = run(Map.of());

		assertThat(first.exit()).isZero();
		assertThat(first.output()).startsWith("passerelle: makes an archive").hasLineCount(1);
		assertThat(first.errors()).isEmpty();
		assertThat(second.output() + second.errors()).isEmpty();
		assertThat(count("training")).isOne();
		assertThat(archives()).hasSize(1);
		assertThat(started()).contains("-XX:SharedArchiveFile=" + archives().get(0));
		assertThat(leftovers()).isEmpty();
	}

	@Test
	void newerJavaUsesItsOwnKindOfArchive() throws Exception {
		this.jdk = jdk("25.0.3");

		run(Map.of());

		assertThat(started()).contains("-XX:AOTCache=" + archives().get(0), "-XX:+UseCompactObjectHeaders");
	}

	@Test
	void archiveOfAnotherJavaIsNotUsed() throws Exception {
		run(Map.of());
		Path before = archives().get(0);
		this.jdk = jdk("17.0.16");

		run(Map.of());

		assertThat(archives()).hasSize(2);
		assertThat(started()).doesNotContain("-XX:SharedArchiveFile=" + before)
			.anyMatch((flag) -> flag.startsWith("-XX:SharedArchiveFile="));
	}

	@Test
	void archiveOfAnotherProgramIsNotUsed() throws Exception {
		run(Map.of());
		Path before = archives().get(0);
		Files.writeString(this.home.resolve("passerelle.jar"), "raj");

		run(Map.of());

		assertThat(started()).doesNotContain("-XX:SharedArchiveFile=" + before);
	}

	@Test
	void damagedArchiveIsMadeAnew() throws Exception {
		run(Map.of());
		Files.writeString(archives().get(0), "klasses\n");

		run(Map.of());

		assertThat(count("training")).isEqualTo(2);
		assertThat(archives().get(0)).hasContent("classes");
	}

	@Test
	void onlyTheNewestArchivesAreKept() throws Exception {
		for (int i = 1; i <= 5; i++) {
			this.jdk = jdk("17.0." + i);
			run(Map.of());
		}

		assertThat(archives()).hasSize(3).contains(archiveInUse());
	}

	@Test
	void folderThatCannotBeWrittenHindersNoStart() throws Exception {
		Path file = Files.writeString(this.folder.resolve("file"), "");

		Ended ended = run(Map.of("PASSERELLE_ARCHIVE", file.resolve("archive").toString()));

		assertThat(ended.exit()).isZero();
		assertThat(started()).noneMatch((flag) -> flag.startsWith("-XX:SharedArchiveFile"));
	}

	@Test
	void trainingThatFailsHindersNoStartAndIsNotTriedAgain() throws Exception {
		Files.createFile(this.jdk.resolve("broken"));

		Ended first = run(Map.of());
		Ended second = run(Map.of());

		assertThat(first.exit()).isZero();
		assertThat(first.output()).contains("no archive could be made");
		assertThat(second.output()).isEmpty();
		assertThat(count("training")).isOne();
		assertThat(count("start")).isEqualTo(2);
		assertThat(started()).noneMatch((flag) -> flag.startsWith("-XX:SharedArchiveFile"));
		assertThat(leftovers()).isEmpty();
	}

	@Test
	void prepareMakesTheArchiveAndStartsNothing() throws Exception {
		Ended ended = run(Map.of(), "prepare");

		assertThat(ended.exit()).isZero();
		assertThat(ended.output()).isEqualTo(archives().get(0) + "\n");
		assertThat(count("start")).isZero();
	}

	@Test
	void prepareSaysWhyItFailsAndTriesAgain() throws Exception {
		Files.createFile(this.jdk.resolve("broken"));
		Ended broken = run(Map.of(), "prepare");
		Files.delete(this.jdk.resolve("broken"));

		assertThat(broken.exit()).isOne();
		assertThat(broken.errors()).startsWith("passerelle: cannot make the archive in ").endsWith(" says why\n");
		assertThat(run(Map.of(), "prepare").exit()).isZero();
	}

	@Test
	void archiveCanBeTurnedOff() throws Exception {
		run(Map.of("PASSERELLE_ARCHIVE", "off"));

		assertThat(count("training")).isZero();
		assertThat(this.home.resolve("archive")).doesNotExist();
	}

	@Test
	void serviceManagersCacheFolderHoldsTheArchive() throws Exception {
		Path cache = Files.createDirectory(this.folder.resolve("cache"));

		run(Map.of("CACHE_DIRECTORY", cache.toString()));

		assertThat(archiveInUse()).hasParent(cache);
		assertThat(this.home.resolve("archive")).doesNotExist();
	}

	@Test
	void trainingKnowsNoneOfTheSettings() throws Exception {
		run(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/passerelle", "JAVA_OPTS", "-Dpasserelle.x=y"),
				"--passerelle.admin.password=geheim");

		assertThat(call("training.env")).noneMatch((line) -> line.startsWith("SPRING_"));
		assertThat(call("training")).noneMatch((argument) -> argument.contains("passerelle.x"))
			.noneMatch((argument) -> argument.contains("geheim"));
		assertThat(call("start.env")).anyMatch((line) -> line.startsWith("SPRING_DATASOURCE_URL="));
	}

	@Test
	void settingsArriveAsTheyWereWritten() throws Exception {
		run(Map.of("JAVA_OPTS", "-Da=* -Db=c"), "--passerelle.import=file:/a b/*.yaml", "");

		List<String> started = started();
		int jar = started.indexOf("-jar");
		assertThat(started.subList(jar, started.size())).containsExactly("-jar",
				this.home.resolve("passerelle.jar").toRealPath().toString(), "--passerelle.import=file:/a b/*.yaml",
				"");
		assertThat(started.subList(0, jar)).contains("-Da=*", "-Db=c");
	}

	@Test
	void scriptsOwnVariablesDoNotReachTheProgram() throws Exception {
		run(Map.of("PASSERELLE_HEAP", "300m", "PASSERELLE_ARCHIVE", "off"));

		assertThat(started()).contains("-Xmx300m");
		assertThat(call("start.env")).noneMatch((line) -> line.startsWith("PASSERELLE_"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xmx1g", "-XX:MaxRAMPercentage=50" })
	void heapOfJavaOptsIsTheOnlyOne(String flag) throws Exception {
		run(Map.of("JAVA_OPTS", flag));

		assertThat(started().stream().filter((one) -> one.startsWith("-Xmx") || one.startsWith("-XX:MaxRAM")))
			.containsExactly(flag);
	}

	@Test
	void processIsTheProgramItself() throws Exception {
		Process process = start(Map.of());

		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(call("start.pid")).containsExactly(String.valueOf(process.pid()));
	}

	@Test
	void stopDuringTheTrainingEndsThatToo() throws Exception {
		Files.createFile(this.jdk.resolve("slow"));
		Process process = start(Map.of());
		Path pid = this.jdk.resolve("calls/training.pid");
		await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
		ProcessHandle training = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

		process.destroy();

		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(143);
		await().until(() -> !training.isAlive());
		assertThat(count("start")).isZero();
		assertThat(leftovers()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "11.0.20, 11.0.20", "1.8.0_402, 1.8.0" })
	void olderJavaIsRefusedInOneLine(String version, String said) throws Exception {
		this.jdk = jdk(version);

		Ended ended = run(Map.of());

		assertThat(ended.exit()).isOne();
		assertThat(ended.errors()).isEqualTo(
				"passerelle: needs Java 17 or newer, and " + this.jdk.resolve("bin/java") + " is " + said + "\n");
	}

	private Path script() {
		return this.home.resolve("bin/passerelle");
	}

	private Path jdk(String version) throws IOException {
		Path made = this.folder.resolve("jdk " + version);
		Path java = Files.createDirectories(made.resolve("bin")).resolve("java");
		Files.writeString(java, JAVA);
		executable(java);
		Files.writeString(made.resolve("release"), "IMPLEMENTOR=\"Tests\"\nJAVA_VERSION=\"" + version + "\"\n");
		return made;
	}

	private static void executable(Path file) {
		assertThat(file.toFile().setExecutable(true)).isTrue();
	}

	private Process start(Map<String, String> variables, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(script().toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(this.folder.resolve("output").toFile())
			.redirectError(this.folder.resolve("errors").toFile());
		Map<String, String> environment = new HashMap<>(variables);
		environment.put("PATH", builder.environment().get("PATH"));
		environment.put("JAVA_HOME", this.jdk.toString());
		builder.environment().clear();
		builder.environment().putAll(environment);
		return builder.start();
	}

	private Ended run(Map<String, String> variables, String... arguments) throws Exception {
		Process process = start(variables, arguments);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Ended(process.exitValue(), Files.readString(this.folder.resolve("output")),
				Files.readString(this.folder.resolve("errors")));
	}

	/** What a call wrote down; nothing if there was no such call. */
	private List<String> call(String file) throws IOException {
		Path written = this.jdk.resolve("calls").resolve(file);
		return Files.exists(written) ? Files.readAllLines(written, StandardCharsets.UTF_8) : List.of();
	}

	private List<String> started() throws IOException {
		return call("start");
	}

	private int count(String kind) throws IOException {
		return call(kind + ".count").size();
	}

	private Path archiveInUse() throws IOException {
		return started().stream()
			.filter((flag) -> flag.startsWith("-XX:SharedArchiveFile="))
			.map((flag) -> Path.of(flag.substring(flag.indexOf('=') + 1)))
			.findFirst()
			.orElseThrow();
	}

	private List<Path> archives() throws IOException {
		try (Stream<Path> files = Files.list(this.home.toRealPath().resolve("archive"))) {
			return files.filter((file) -> file.toString().endsWith(".jsa")).sorted().toList();
		}
	}

	private List<Path> leftovers() throws IOException {
		try (Stream<Path> files = Files.list(this.home.toRealPath().resolve("archive"))) {
			return files.filter((file) -> String.valueOf(file.getFileName()).startsWith(".")).toList();
		}
	}

	/** A script that ended. */
	private record Ended(int exit, String output, String errors) {
	}

}
