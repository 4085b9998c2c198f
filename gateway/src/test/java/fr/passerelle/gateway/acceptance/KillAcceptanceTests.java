package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.testkit.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An acknowledged change survives {@code kill -9}: the program is killed in the middle of
 * a stream of changes, right behind an acknowledgement, again and again.
 */
class KillAcceptanceTests {

	private static final int KILLS = 3;

	private static final String ESTABLISHMENT = "/api/v1/establishments/0330001A";

	private static final String DOCUMENT = """
			{"uai": "0330001A", "name": "%s", "publicUrl": "http://college.localhost", "upstream": "http://127.0.0.1:9",
			"espaces": {"parent": {"published": false}}}""";

	private final BlockingQueue<Acknowledged> acknowledged = new LinkedBlockingQueue<>();

	private int change;

	@Test
	void acknowledgedChangesSurviveEveryKill(@TempDir Path folder) throws Exception {
		Path work = Files.createDirectory(folder.resolve("work"));
		Acknowledged last = new Acknowledged(1, "0");
		for (int kill = 0; kill <= KILLS; kill++) {
			try (RunningProgram program = RunningProgram.start(work, Map.of())) {
				program.ready();
				if (kill == 0) {
					assertThat(program.send("POST", "/api/v1/establishments?comment=0", DOCUMENT.formatted("0"))
						.statusCode()).isEqualTo(201);
				}
				assertThatIsThere(program, last);
				last = killAmidChanges(program, 1 + (kill * 7) % 13);
			}
		}
	}

	/**
	 * One change may have been made and not yet acknowledged; none that was may be
	 * missing.
	 */
	private static void assertThatIsThere(RunningProgram program, Acknowledged last) throws Exception {
		long current = version(program.send("GET", ESTABLISHMENT + "/configuration", ""));
		assertThat(current).isBetween(last.version(), last.version() + 1);
		HttpResponse<String> kept = program.send("GET", ESTABLISHMENT + "/configuration/versions/" + last.version(),
				"");
		assertThat(kept.statusCode()).isEqualTo(200);
		assertThat(kept.body()).contains("\"comment\":\"" + last.comment() + "\"");
	}

	private Acknowledged killAmidChanges(RunningProgram program, int changes) throws Exception {
		Thread writer = new Thread(() -> write(program), "writer");
		writer.start();
		Acknowledged last = null;
		for (int i = 0; i < changes; i++) {
			last = this.acknowledged.poll(30, TimeUnit.SECONDS);
			assertThat(last).isNotNull();
		}
		program.kill();
		writer.join();
		for (Acknowledged later = this.acknowledged.poll(); later != null; later = this.acknowledged.poll()) {
			last = later;
		}
		if (last == null) {
			throw new AssertionError("nothing was acknowledged");
		}
		return last;
	}

	/**
	 * Whole documents and patches in turn, each unlike the one before, until nobody
	 * answers.
	 */
	private void write(RunningProgram program) {
		try {
			while (true) {
				put(program);
				patch(program);
			}
		}
		catch (IOException ex) {
			// Killed.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void put(RunningProgram program) throws IOException, InterruptedException {
		String comment = Integer.toString(++this.change);
		acknowledge(comment,
				program.send("PUT", ESTABLISHMENT + "/configuration?comment=" + comment, DOCUMENT.formatted(comment)));
	}

	private void patch(RunningProgram program) throws IOException, InterruptedException {
		String comment = Integer.toString(++this.change);
		acknowledge(comment,
				program.send("PATCH", ESTABLISHMENT + "/espaces/parent?comment=" + comment, "{\"published\": true}"));
	}

	private void acknowledge(String comment, HttpResponse<String> answer) {
		if (answer.statusCode() == 200) {
			this.acknowledged.add(new Acknowledged(version(answer), comment));
		}
	}

	private static long version(HttpResponse<String> answer) {
		return Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
	}

	private record Acknowledged(long version, String comment) {
	}

}
