package fr.passerelle.gateway.realcas;

/**
 * Somebody whom the ENT knows, as {@code cas.properties} has them.
 *
 * @param username the name in the ENT
 * @param password the password in the ENT
 */
record Person(String username, String password) {

	/** A pupil's mother, who teaches at the school herself. */
	static final Person MOTHER = new Person("zlefevre", "Caravelle-8");

	/** Her son. */
	static final Person PUPIL = new Person("tlefevre", "Misaine-3");

}
