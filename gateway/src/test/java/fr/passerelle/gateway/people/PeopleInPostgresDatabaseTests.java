package fr.passerelle.gateway.people;

import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.store.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract on PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleInPostgresDatabaseTests extends PeopleContract {

	private TestDatabase database;

	@BeforeAll
	void open() throws Exception {
		this.database = TestPostgres.ownDatabase();
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
