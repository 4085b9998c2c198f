package fr.passerelle.gateway.people;

import java.nio.file.Path;

import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on SQLite.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleInEmbeddedDatabaseTests extends PeopleContract {

	private TestDatabase database;

	@BeforeAll
	void open(@TempDir Path folder) throws Exception {
		this.database = TestDatabase.embedded(folder);
	}

	@AfterAll
	void close() throws Exception {
		this.database.close();
	}

	@Override
	TestDatabase database() {
		return this.database;
	}

}
