package fr.passerelle.mockeduconnect;

import org.jspecify.annotations.Nullable;

/**
 * A client of OpenID Connect, as it is registered.
 *
 * @param id its name
 * @param secret its secret
 * @param back the one address that codes go to
 * @param loggedOut where people who left go back to; null: they stay
 */
record Client(String id, String secret, String back, @Nullable String loggedOut) {

	/**
	 * The text of the flag: name, secret, return address and, if there is one, logout
	 * address.
	 */
	static Client of(String text) {
		String[] parts = text.split(",", -1);
		if (parts.length < 3 || parts.length > 4) {
			throw new IllegalArgumentException(
					"--client is <name>,<secret>,<return address>[,<address after logout>], not '" + text + "'");
		}
		return new Client(parts[0], parts[1], parts[2], (parts.length == 4) ? parts[3] : null);
	}

	@Override
	public String toString() {
		return "Client[" + this.id + "]";
	}

}
