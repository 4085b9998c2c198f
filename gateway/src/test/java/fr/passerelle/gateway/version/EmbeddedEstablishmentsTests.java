package fr.passerelle.gateway.version;

import java.nio.file.Path;

import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEstablishmentsTests extends EstablishmentsContract {

	@SuppressWarnings("NullAway.Init")
	private static TestDatabase database;

	@BeforeAll
	static void start(@TempDir Path folder) {
		database = TestDatabase.embedded(folder);
	}

	@AfterAll
	static void stop() {
		database.close();
	}

	@Override
	TestDatabase database() {
		return database;
	}

}
