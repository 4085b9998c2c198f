package fr.passerelle.gateway.people;

import org.jspecify.annotations.Nullable;

/**
 * A person as the store has them.
 *
 * @param key the identifiant's one form
 * @param person who
 * @param hash of the password; null where direct login is not possible
 */
record StoredPerson(String key, Person person, @Nullable String hash) {

	@Override
	public String toString() {
		return "StoredPerson[" + this.person + "]";
	}

}
