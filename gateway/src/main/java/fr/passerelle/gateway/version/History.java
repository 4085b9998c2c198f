package fr.passerelle.gateway.version;

import java.util.List;

import fr.passerelle.gateway.establishment.Uai;

/**
 * The versions that an establishment has had: who made them, when, and the document of
 * each. Reads the store and changes nothing.
 */
public final class History {

	/** A longer list of names would be no help to choose from. */
	public static final int MAX_AUTHORS = 200;

	private final VersionStore store;

	History(VersionStore store) {
		this.store = store;
	}

	/**
	 * The newest versions, newest first.
	 * @param uai the establishment
	 * @param limit how many at most
	 * @return the versions
	 */
	public List<VersionSummary> newest(Uai uai, int limit) {
		return versions(uai, HistoryFilter.ALL, 0, limit);
	}

	/**
	 * The versions that a filter lets pass, newest first.
	 * @param uai the establishment
	 * @param filter which versions
	 * @param offset how many of the newest to pass over
	 * @param limit how many at most
	 * @return the versions
	 */
	public List<VersionSummary> versions(Uai uai, HistoryFilter filter, int offset, int limit) {
		requireThere(uai);
		return this.store.history(uai, filter, offset, limit);
	}

	/** How many versions a filter lets pass. */
	public long size(Uai uai, HistoryFilter filter) {
		requireThere(uai);
		return this.store.historySize(uai, filter);
	}

	/** The first {@value #MAX_AUTHORS} of those who made a version, by name. */
	public List<String> authors(Uai uai) {
		requireThere(uai);
		return this.store.authors(uai, MAX_AUTHORS);
	}

	/**
	 * One version with its document.
	 * @param uai the establishment
	 * @param number the version's number
	 * @return the version
	 * @throws UnknownEstablishmentException if the establishment or the version is
	 * missing
	 */
	public Version version(Uai uai, long number) {
		requireThere(uai);
		return this.store.requiredVersion(uai, number);
	}

	private void requireThere(Uai uai) {
		if (!this.store.exists(uai)) {
			throw new UnknownEstablishmentException(uai);
		}
	}

}
