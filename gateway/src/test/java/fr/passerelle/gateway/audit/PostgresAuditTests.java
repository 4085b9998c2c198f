package fr.passerelle.gateway.audit;

import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.store.TestPostgres;
import org.junit.jupiter.api.BeforeAll;

class PostgresAuditTests extends AuditContract {

	@SuppressWarnings("NullAway.Init")
	private static TestDatabase database;

	@BeforeAll
	static void start() {
		database = TestPostgres.database("audit");
	}

	@Override
	TestDatabase database() {
		return database;
	}

}
