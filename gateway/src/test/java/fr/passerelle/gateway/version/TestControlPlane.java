package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.document.DocumentReader;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.store.TestDatabase;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The control plane of one program on a database, for the tests of packages that call it.
 *
 * @param establishments makes the changes
 * @param history reads the versions
 * @param follower takes up what other programs changed
 * @param replacement puts a copy of the store in place
 */
public record TestControlPlane(Establishments establishments, History history, VersionFollower follower,
		StoreReplacement replacement) {

	private static final String BASE_PATH = "/pronote";

	/** With nothing in it but what the database holds. */
	public static TestControlPlane on(TestDatabase database, Clock clock, Consumer<EstablishmentChanged> listener) {
		return on(database, database.transactions(), clock, listener);
	}

	static TestControlPlane on(TestDatabase database, TransactionOperations transactions, Clock clock,
			Consumer<EstablishmentChanged> listener) {
		VersionStore store = new VersionStore(database.jdbc(), transactions);
		LiveDirectory directory = new LiveDirectory();
		EntCatalog catalog = EntCatalog.bundled();
		Objections objections = new Objections((host) -> false, (host) -> false, PlatformEduConnect.NONE,
				Destinations.anywhere());
		DocumentReader reader = new DocumentReader(BASE_PATH, PlatformEduConnect.NONE);
		Drafts drafts = new Drafts(catalog, reader, directory, objections, clock);
		VersionFollower follower = new VersionFollower(store, directory, catalog, reader);
		follower.refresh();
		return new TestControlPlane(new Establishments(store, directory, drafts, listener), new History(store),
				follower,
				new StoreReplacement((copy) -> new RestoredVersions(database.jdbc(), copy, catalog, reader, objections),
						follower, listener, clock));
	}

	/** The list that the database holds. */
	public static EstablishmentList list(TestDatabase database) {
		return new EstablishmentList(database.jdbc(), database.transactions());
	}

	/** As {@code passerelle.import} does. */
	public static void load(Establishments establishments, Path fileOrFolder) {
		new ConfigurationImport(establishments.firstDocuments()).load(fileOrFolder);
	}

}
