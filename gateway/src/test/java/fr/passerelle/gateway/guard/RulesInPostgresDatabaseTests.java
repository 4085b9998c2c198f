package fr.passerelle.gateway.guard;

import fr.passerelle.gateway.store.MigratedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract on PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesInPostgresDatabaseTests extends RulesContract {

	private MigratedDatabase database;

	@BeforeAll
	void open() throws Exception {
		this.database = MigratedDatabase.postgres();
	}

	@AfterAll
	void close() throws Exception {
		this.database.close();
	}

	@Override
	MigratedDatabase database() {
		return this.database;
	}

}
