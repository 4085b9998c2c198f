package fr.passerelle.mockcas;

import java.util.function.UnaryOperator;

/**
 * A person of one server. Each call takes effect at the next validation, for tickets
 * issued before it too.
 */
public final class PersonHandle {

	private final PeopleRegister register;

	private final String username;

	PersonHandle(PeopleRegister register, String username) {
		this.register = register;
		this.username = username;
	}

	/**
	 * Sets the person's name.
	 * @param firstName first name
	 * @param lastName family name
	 * @return this handle
	 */
	public PersonHandle name(String firstName, String lastName) {
		return change((person) -> person.withName(firstName, lastName));
	}

	/**
	 * Sets what the login page says of the person.
	 * @param role a few words of French
	 * @return this handle
	 */
	public PersonHandle role(String role) {
		return change((person) -> person.withRole(role));
	}

	/**
	 * Adds a profile.
	 * @param code such as {@code National_TUT}
	 * @return this handle
	 */
	public PersonHandle profile(String code) {
		return change((person) -> person.withProfiles(code));
	}

	/**
	 * Adds an establishment.
	 * @param uai its code
	 * @return this handle
	 */
	public PersonHandle establishment(String uai) {
		return change((person) -> person.withEstablishments(uai));
	}

	/**
	 * Adds values to an attribute.
	 * @param name its name
	 * @param values its values
	 * @return this handle
	 */
	public PersonHandle attribute(String name, String... values) {
		return change((person) -> person.withAttribute(name, values));
	}

	/**
	 * Returns the name to sign in with.
	 * @return the username
	 */
	public String username() {
		return this.username;
	}

	private PersonHandle change(UnaryOperator<Person> change) {
		this.register.change(this.username, change);
		return this;
	}

}
