package fr.passerelle.gateway.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoreStartTests {

	private static final String SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name";

	private static final String HISTORY = "SELECT installed_rank, version, description, type, script, checksum, "
			+ "installed_by, success FROM flyway_schema_history ORDER BY installed_rank";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"INSERT INTO flyway_schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', '2026-09-01 00:00:00', 1, 1) | newer Passerelle (its change 99",
			"INSERT INTO flyway_schema_history VALUES (99, '98', 'later', 'SQL', 'V98__later.sql', 1, 'x', '2026-09-01 00:00:00', 1, 1) | newer Passerelle (its change 98",
			"UPDATE flyway_schema_history SET success = 0 WHERE version = '10' | change 10 of its tables broke off",
			"UPDATE flyway_schema_history SET checksum = 7 WHERE version = '3' | has a history that is not this program's",
			"DROP TABLE flyway_schema_history | holds tables and no history of them" })
	void whenTheStoreIsNotThisProgramsThenTheStartIsRefusedInOneLine(String change, String line) {
		try (TestDatabase database = TestDatabase.embedded(this.folder)) {
			database.jdbc().sql(change).update();
			assertRefused(start(), database.dataSource(), line);
			assertOpeningRefused(database.dataSource(), line);
		}
	}

	@Test
	void whenTheStoreIsEmptyThenItIsTheSameAsFlywayMakesIt(@TempDir Path other) throws Exception {
		try (DataDirectory directory = DataDirectory.take(this.folder);
				HikariDataSource pool = EmbeddedDatabase.open(directory);
				TestDatabase byFlyway = TestDatabase.embedded(other)) {
			start().open(pool);
			assertThat(content(pool, SCHEMA)).isEqualTo(content(byFlyway.dataSource(), SCHEMA)).isNotEmpty();
			assertThat(content(pool, HISTORY)).isEqualTo(content(byFlyway.dataSource(), HISTORY)).isNotEmpty();
			assertThat(flyway(pool).info().pending()).isEmpty();
			flyway(pool).validate();
		}
	}

	@Test
	void whenTheStoreHasAllChangesThenFlywayIsNotAsked() throws Exception {
		try (TestDatabase database = TestDatabase.embedded(this.folder);
				Connection connection = database.dataSource().getConnection()) {
			assertThat(Migrations.bundled().begin(connection)).isFalse();
			assertThat(Migrations.bundled().areApplied(connection)).isTrue();
			database.jdbc().sql("DELETE FROM flyway_schema_history WHERE version = '20'").update();
			assertThat(Migrations.bundled().areApplied(connection)).isFalse();
		}
	}

	@Test
	void whenAPostgresHasAllChangesThenFlywayIsNotAsked() throws Exception {
		try (TestDatabase database = TestPostgres.ownDatabase();
				Connection connection = database.dataSource().getConnection()) {
			assertThat(Migrations.bundled().begin(connection)).isFalse();
			assertThat(Migrations.bundled().areApplied(connection)).isTrue();
			database.jdbc().sql("UPDATE flyway_schema_history SET checksum = 7 WHERE version = '3'").update();
			assertThat(Migrations.bundled().areApplied(connection)).isFalse();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenAnEmptyStoreIsOpenedThenThatIsAWarningTheFirstTimeAlone(CapturedOutput output) {
		try (DataDirectory directory = DataDirectory.take(this.folder);
				HikariDataSource pool = EmbeddedDatabase.open(directory)) {
			start().open(pool);
			StoreStart second = start();
			second.open(pool);
			second.keyMade(this.folder.resolve("second-key"), "old codes open nothing");
			assertThat(output).containsOnlyOnce("is empty: a new installation begins here")
				.contains("second-key was not there and is made anew");
		}
	}

	@Test
	void whenTheFileIsNoDatabaseThenTheStartIsRefusedInOneLine() throws IOException {
		Files.writeString(this.folder.resolve(EmbeddedDatabase.FILE), "something else altogether, ".repeat(500));
		try (DataDirectory directory = DataDirectory.take(this.folder);
				HikariDataSource pool = EmbeddedDatabase.open(directory)) {
			pool.setConnectionTimeout(250);
			assertRefused(start(), pool, "is damaged or no database of this program");
		}
	}

	@Test
	void whenTheServerIsNotThereThenTheLineNamesHostAndPortAndNoPassword() throws IOException {
		int port = closedPort();
		String url = "jdbc:postgresql://127.0.0.1:" + port + "/passerelle?user=u&password=geheim";
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(url);
			pool.setInitializationFailTimeout(-1);
			pool.setConnectionTimeout(250);
			assertRefused(new StoreStart(url, this.folder), pool,
					"spring.datasource.url: the database at 127.0.0.1:" + port + " does not answer");
		}
	}

	@Test
	void whenTheStoreIsEmptyThenItBeginsAndIsTheSameTheNextTime() {
		try (DataDirectory directory = DataDirectory.take(this.folder);
				HikariDataSource pool = EmbeddedDatabase.open(directory)) {
			start().migrate(flyway(pool));
			start().migrate(flyway(pool));
			assertThat(JdbcClient.create(pool).sql("SELECT COUNT(*) FROM establishment").query(Integer.class).single())
				.isZero();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenAKeyIsMadeBesideAStoreInUseThenThatIsAWarning(CapturedOutput output) {
		try (DataDirectory directory = DataDirectory.take(this.folder);
				HikariDataSource pool = EmbeddedDatabase.open(directory)) {
			StoreStart first = start();
			first.migrate(flyway(pool));
			first.keyMade(this.folder.resolve("first-key"), "nothing follows");
			StoreStart second = start();
			second.migrate(flyway(pool));
			second.keyMade(this.folder.resolve("second-key"), "old codes open nothing");
			assertThat(output).contains("is empty: a new installation begins here")
				.doesNotContain("first-key")
				.contains("second-key was not there and is made anew", "old codes open nothing");
		}
	}

	private void assertRefused(StoreStart start, DataSource store, String part) {
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start.migrate(flyway(store)))
			.withMessageContaining(part)
			.withMessageNotContaining("geheim")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasLineCount(1));
	}

	private void assertOpeningRefused(DataSource store, String part) {
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start().open(store))
			.withMessageContaining(part)
			.satisfies((ex) -> assertThat(ex.getMessage()).hasLineCount(1));
	}

	private static List<Map<String, Object>> content(DataSource store, String select) {
		return JdbcClient.create(store).sql(select).query().listOfRows();
	}

	private StoreStart start() {
		return new StoreStart(null, this.folder.resolve(EmbeddedDatabase.FILE));
	}

	private static Flyway flyway(DataSource store) {
		return Flyway.configure().dataSource(store).load();
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
