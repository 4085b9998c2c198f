package fr.passerelle.gateway.account;

/**
 * A user of a CAS server that administrators sign in through. Both parts are compared
 * exactly: a server may tell users apart by letter case.
 *
 * @param server the server's id in the settings
 * @param user as the server writes it, 1 to {@link #MAX_USER} characters
 */
public record CasUser(String server, String user) {

	/** Longest user of a CAS server that an account can be bound to. */
	public static final int MAX_USER = 120;

	/** As people read it, with the server's label in place of its id. */
	public String at(String label) {
		return this.user + " (" + label + ")";
	}

}
