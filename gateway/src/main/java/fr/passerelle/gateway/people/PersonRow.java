package fr.passerelle.gateway.people;

import org.jspecify.annotations.Nullable;

/**
 * One accepted row of a list of people.
 *
 * @param line where it begins
 * @param key the identifiant's one form
 * @param person who; {@code hasPassword} tells of this row only
 * @param password in the clear, for as long as the import lasts; null: keep the old one
 */
record PersonRow(long line, String key, Person person, @Nullable String password) {

	@Override
	public String toString() {
		return "PersonRow[line " + this.line + "]";
	}

}
