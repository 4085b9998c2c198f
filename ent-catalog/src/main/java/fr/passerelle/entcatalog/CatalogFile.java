package fr.passerelle.entcatalog;

/**
 * A file of a catalogue.
 *
 * @param name its name, relative to the catalogue's folder
 * @param text its content
 */
record CatalogFile(String name, String text) {

	/** The file that describes the catalogue as a whole. */
	static final String HEAD = "catalog.yaml";

	static final String PLATFORMS = "platforms/";

	static final String ENTS = "ents/";

	static final String SUFFIX = ".yaml";

	/** The id that the file must hold, by its name. */
	String expectedId() {
		return this.name.substring(this.name.indexOf('/') + 1, this.name.length() - SUFFIX.length());
	}

	boolean isHead() {
		return this.name.equals(HEAD);
	}

	boolean isPlatform() {
		return this.name.startsWith(PLATFORMS);
	}

}
