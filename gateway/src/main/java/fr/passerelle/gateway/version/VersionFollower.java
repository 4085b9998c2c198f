package fr.passerelle.gateway.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.document.DocumentReader;
import fr.passerelle.gateway.document.EntCopies;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.VersionStore.Head;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into effect the versions that the store has and the directory has not: all of them
 * when the program starts, later those that other nodes accepted.
 */
public final class VersionFollower {

	private static final Logger logger = LoggerFactory.getLogger(VersionFollower.class);

	/** Documents that one query reads from the store. */
	private static final int BATCH = 200;

	private final VersionStore store;

	private final LiveDirectory directory;

	private final EntCatalog catalog;

	/** Without the objections to a new document: the store accepted these. */
	private final DocumentReader reader;

	private volatile long revision = -1;

	VersionFollower(VersionStore store, LiveDirectory directory, EntCatalog catalog, DocumentReader reader) {
		this.store = store;
		this.directory = directory;
		this.catalog = catalog;
		this.reader = reader;
	}

	/**
	 * Brings the directory up to the store. This costs one short query where nothing has
	 * changed.
	 */
	public void refresh() {
		long seen = this.store.revision();
		if (seen == this.revision) {
			return;
		}
		List<Uai> changed = new ArrayList<>();
		for (Head head : this.store.heads()) {
			if (this.directory.version(head.uai()) >= head.number()) {
				continue;
			}
			if (head.exists()) {
				changed.add(head.uai());
			}
			else {
				this.directory.remove(head.uai(), head.number());
			}
		}
		for (int from = 0; from < changed.size(); from += BATCH) {
			List<Uai> some = changed.subList(from, Math.min(from + BATCH, changed.size()));
			this.directory
				.putAll(this.store.current(some).parallelStream().flatMap((one) -> read(one).stream()).toList());
		}
		this.revision = seen;
	}

	/**
	 * Reads a stored document. One that a newer program no longer accepts closes its own
	 * establishment and no other; the log says which and why.
	 */
	private Optional<Establishment> read(Version stored) {
		try {
			EntCopies ents = new EntCopies(this.catalog, stored.copies());
			return Optional.of(this.reader.read(stored.document(), ents, stored.number()));
		}
		catch (InvalidDocumentException ex) {
			logger.error("Configuration not usable uai={} version={} faults=\"{}\"", stored.uai(), stored.number(),
					ex.getMessage());
			return Optional.empty();
		}
	}

}
