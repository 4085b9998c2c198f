package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleHostsTests {

	private final MovableClock clock = new MovableClock();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private TestDatabase database;

	@BeforeEach
	void open() {
		this.database = TestDatabase.embedded(this.folder);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void seenWhenAdministratorSignedInThenTheConsolesAlsoAfterARestart() {
		with(Map.of()).seen("admin", "Console.example.fr.:8443");
		assertThat(with(Map.of()).has("console.example.fr")).isTrue();
		assertThat(with(Map.of()).has("other.example.fr")).isFalse();
	}

	@Test
	void seenWhenLongAgoThenForgotten() {
		with(Map.of()).seen("admin", "console.example.fr");
		this.clock.move(ConsoleHosts.LATELY.plus(Duration.ofDays(1)));
		assertThat(with(Map.of()).has("console.example.fr")).isFalse();
	}

	@Test
	void seenWhenOneMakesManyUpThenOthersStay() {
		ConsoleHosts hosts = with(Map.of());
		hosts.seen("admin", "console.example.fr");
		for (int i = 0; i < 3 * ConsoleHosts.MAX_OF_ONE; i++) {
			this.clock.move(Duration.ofSeconds(1));
			hosts.seen("school", "made-up-" + i + ".example.fr");
		}
		assertThat(hosts.has("console.example.fr")).isTrue();
		assertThat(this.database.jdbc().sql("SELECT COUNT(*) FROM console_hosts").query(Long.class).single())
			.isEqualTo(1L + ConsoleHosts.MAX_OF_ONE);
	}

	@Test
	void hasWhenSettingsNameHostsThenThoseAndPasskeysAlone() {
		with(Map.of()).seen("admin", "school.example.fr");
		ConsoleHosts named = with(
				Map.of("passerelle.console.hosts", "Console.example.fr", "passerelle.console.passkeys.rp-id",
						"keys.example.fr", "passerelle.console.passkeys.origins", "https://console.keys.example.fr"));
		for (String host : List.of("console.example.fr", "keys.example.fr", "console.keys.example.fr")) {
			assertThat(named.has(host)).as(host).isTrue();
		}
		assertThat(named.has("school.example.fr")).isFalse();
	}

	private ConsoleHosts with(Map<String, String> settings) {
		PasserelleSettings bound = new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("passerelle",
				PasserelleSettings.class);
		return new ConsoleHosts(bound.console(), this.database.jdbc(), this.clock);
	}

}
