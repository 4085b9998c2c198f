package fr.passerelle.gateway.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionFileTests {

	private static final PasserelleSettings.Sessions USUAL = new PasserelleSettings.Sessions("memory",
			Duration.ofHours(1), Duration.ofHours(12), 100);

	private final MovableClock clock = new MovableClock();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "null", "[null]", "{}", "1", "[1]", "[[]]", "[{}]",
			"[{\"session\":null,\"lastUse\":null}]", "[{\"session\":{},\"lastUse\":\"2026-09-01T05:58:00Z\"}]",
			"[{\"session\":{\"id\":\"x\",\"uai\":null,\"visitor\":{}},\"lastUse\":\"2026-09-01T05:58:00Z\"}]",
			"[{\"lastUse\":\"yesterday\"}]" })
	void whenTheFileIsOddThenTheProgramStartsWithoutThoseSessions(String content) throws IOException {
		Files.writeString(this.folder.resolve("sessions.json"), content);
		Sessions sessions = new Sessions(USUAL, this.clock);
		new SessionFile(this.folder, sessions).start();
		assertThat(sessions.count()).isZero();
	}

	@Test
	void whenOneSessionIsOddThenTheOthersGoOn() throws IOException {
		Sessions sessions = new Sessions(USUAL, this.clock);
		sessions.open(new Uai("0330001A"), EspaceKey.PARENT,
				new Visitor("mdupont", "Marie", Set.of(), Set.of(EspaceKey.PARENT)), "atrium", "ST-1",
				new SignInOrigin("203.0.113.9", Device.MOBILE));
		new SessionFile(this.folder, sessions).stop();
		Path file = this.folder.resolve("sessions.json");
		Files.writeString(file, Files.readString(file).replaceFirst("\\[", "[null,"));
		Sessions next = new Sessions(USUAL, this.clock);
		new SessionFile(this.folder, next).start();
		assertThat(next.count()).isEqualTo(1);
	}

}
