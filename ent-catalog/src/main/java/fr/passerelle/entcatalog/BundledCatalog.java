package fr.passerelle.entcatalog;

/**
 * Holds the bundled catalogue, read when it is first asked for and not with the
 * interface.
 */
final class BundledCatalog {

	static final LoadedCatalog INSTANCE = CatalogReader.bundled();

	private BundledCatalog() {
	}

}
