package fr.passerelle.entcatalog;

/**
 * One fault of a catalogue.
 *
 * @param file the file, relative to the catalogue's folder
 * @param line the line in that file, from 1; 0 if the fault has no line
 * @param field the field, with the path to it, as in {@code selectors[0].espaces}
 * @param message what is wrong, and what is accepted instead
 */
public record CatalogViolation(String file, int line, String field, String message) {

	@Override
	public String toString() {
		String place = (this.line > 0) ? this.file + ":" + this.line : this.file;
		return place + ": " + this.field + " " + this.message;
	}

}
