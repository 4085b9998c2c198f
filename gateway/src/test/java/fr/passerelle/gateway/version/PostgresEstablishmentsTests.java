package fr.passerelle.gateway.version;

import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.store.TestPostgres;
import org.junit.jupiter.api.BeforeAll;

class PostgresEstablishmentsTests extends EstablishmentsContract {

	@SuppressWarnings("NullAway.Init")
	private static TestDatabase database;

	@BeforeAll
	static void start() {
		database = TestPostgres.database();
	}

	@Override
	TestDatabase database() {
		return database;
	}

}
