package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.store.TestDatabase;

/**
 * The control plane on a database, for the tests of packages that call it.
 */
public final class TestControlPlane {

	private TestControlPlane() {
	}

	/** With nothing in it but what the database holds. */
	public static Establishments on(TestDatabase database, Clock clock, Consumer<EstablishmentChanged> listener) {
		Establishments establishments = new Establishments(new VersionStore(database.jdbc(), database.transactions()),
				new LiveDirectory(), EntCatalog.bundled(), "/pronote", clock, listener);
		establishments.refresh();
		return establishments;
	}

	/** The list that the database holds. */
	public static EstablishmentList list(TestDatabase database) {
		return new EstablishmentList(database.jdbc(), database.transactions());
	}

	/** As {@code passerelle.import} does. */
	public static void load(Establishments establishments, Path fileOrFolder) {
		new ConfigurationImport(establishments).load(fileOrFolder);
	}

}
