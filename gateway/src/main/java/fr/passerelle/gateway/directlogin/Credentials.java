package fr.passerelle.gateway.directlogin;

import fr.passerelle.gateway.http.Form;

/**
 * A local name and password, as typed into a form.
 *
 * @param username the name; empty where the field is missing
 * @param password the password; empty where the field is missing
 */
public record Credentials(String username, String password) {

	/** What the name's field is called. */
	public static final String USERNAME = "username";

	private static final String PASSWORD = "password";

	/** Reads the fields of a form. */
	public static Credentials of(Form form) {
		return new Credentials(text(form, USERNAME), text(form, PASSWORD));
	}

	private static String text(Form form, String name) {
		String value = form.first(name);
		return (value != null) ? value : "";
	}

	@Override
	public String toString() {
		return "Credentials[redacted]";
	}

}
