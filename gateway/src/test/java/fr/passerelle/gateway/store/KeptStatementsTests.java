package fr.passerelle.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a statement leaves behind for its next use: nothing but its text.
 */
@SuppressWarnings("NullAway.Init")
class KeptStatementsTests {

	private static final String FIND = "SELECT name FROM things WHERE id = ?";

	private static final String ADD = "INSERT INTO things (id, name) VALUES (?, ?)";

	@TempDir
	private Path folder;

	private KeptStatements connection;

	@BeforeEach
	void open() throws SQLException {
		this.connection = connect();
		run("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)");
		run("INSERT INTO things VALUES (1, 'one'), (2, 'two')");
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	private KeptStatements connect() throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setJournalMode(SQLiteConfig.JournalMode.WAL);
		config.setBusyTimeout(0);
		String file = this.folder.resolve("test.db").toString();
		return new KeptStatements("jdbc:sqlite:" + file, file, config.toProperties());
	}

	private void run(String sql) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			statement.execute();
		}
	}

	private String find(int id) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(FIND)) {
			statement.setInt(1, id);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? rows.getString("name") : "none";
			}
		}
	}

	@Test
	void aStatementIsUsedAgainAndGivesEachCallerItsOwnAnswer() throws SQLException {
		assertThat(find(1)).isEqualTo("one");
		int kept = this.connection.keptCount();
		assertThat(find(2)).isEqualTo("two");
		assertThat(find(3)).isEqualTo("none");
		assertThat(this.connection.keptCount()).isEqualTo(kept);
	}

	/** A value left from before would find another person's row. */
	@Test
	void noValueIsLeftFromBefore() throws SQLException {
		find(1);
		try (PreparedStatement again = this.connection.prepareStatement(FIND); ResultSet rows = again.executeQuery()) {
			assertThat(rows.next()).isFalse();
		}
	}

	/** A row that was not read to the end would hold its transaction open. */
	@Test
	void aKeptStatementHoldsNoLock() throws SQLException {
		PreparedStatement all = this.connection.prepareStatement("SELECT name FROM things");
		assertThat(all.executeQuery().next()).isTrue();
		all.close();
		try (Connection other = connect(); PreparedStatement emptied = other.prepareStatement("DELETE FROM things")) {
			assertThat(emptied.executeUpdate()).isEqualTo(2);
		}
		assertThat(find(1)).isEqualTo("none");
		run("DROP TABLE things");
	}

	@Test
	void aStatementThatFailedIsGoodForTheNextCaller() throws SQLException {
		assertThatThrownBy(() -> add(1, "again")).isInstanceOf(SQLException.class);
		add(3, "three");
		assertThat(find(3)).isEqualTo("three");
	}

	private void add(int id, String name) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(ADD)) {
			statement.setInt(1, id);
			statement.setString(2, name);
			assertThat(statement.executeUpdate()).isOne();
		}
	}

	@Test
	void aBatchThatWasNotRunIsForgotten() throws SQLException {
		PreparedStatement begun = this.connection.prepareStatement(ADD);
		begun.setInt(1, 3);
		begun.setString(2, "three");
		begun.addBatch();
		begun.close();
		try (PreparedStatement again = this.connection.prepareStatement(ADD)) {
			again.setInt(1, 4);
			again.setString(2, "four");
			again.addBatch();
			assertThat(again.executeBatch()).containsExactly(1);
		}
		assertThat(find(3)).isEqualTo("none");
		assertThat(find(4)).isEqualTo("four");
	}

	@Test
	void twoUsesOfOneTextAtATimeDoNotMeet() throws SQLException {
		try (PreparedStatement outer = this.connection.prepareStatement(FIND)) {
			outer.setInt(1, 1);
			try (ResultSet rows = outer.executeQuery()) {
				assertThat(find(2)).isEqualTo("two");
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo("one");
			}
		}
		assertThat(find(1)).isEqualTo("one");
	}

	@Test
	void aCallersLimitIsNotTheNextOnes() throws SQLException {
		String all = "SELECT name FROM things";
		try (PreparedStatement limited = this.connection.prepareStatement(all)) {
			limited.setMaxRows(1);
			limited.executeQuery().close();
		}
		try (PreparedStatement again = this.connection.prepareStatement(all)) {
			assertThat(again.getMaxRows()).isZero();
		}
	}

	@Test
	void aColumnThatWasAddedIsSeen() throws SQLException {
		String all = "SELECT * FROM things WHERE id = 1";
		this.connection.prepareStatement(all).close();
		run("ALTER TABLE things ADD COLUMN size TEXT DEFAULT 'small'");
		try (PreparedStatement again = this.connection.prepareStatement(all); ResultSet rows = again.executeQuery()) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getString("size")).isEqualTo("small");
		}
	}

	@Test
	void noMoreThanTheBoundIsKept() throws SQLException {
		for (int i = 0; i < KeptStatements.MAX_KEPT + 10; i++) {
			this.connection.prepareStatement("SELECT " + i).close();
		}
		assertThat(this.connection.keptCount()).isEqualTo(KeptStatements.MAX_KEPT);
	}

}
