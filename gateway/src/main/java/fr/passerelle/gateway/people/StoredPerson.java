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

	/** The same with another record. */
	StoredPerson with(Person other) {
		return new StoredPerson(this.key, other, this.hash);
	}

	@Override
	public String toString() {
		return "StoredPerson[" + this.person + "]";
	}

}
