package fr.passerelle.gateway.suspension;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.people.LoginName;
import org.jspecify.annotations.Nullable;

/**
 * A try to sign in with a password.
 *
 * @param address the client's address
 * @param uai the establishment; null for an administrator's
 * @param name a hash of the name that was typed: people type passwords into that field;
 * null where it does not matter
 */
public record Attempt(String address, @Nullable Uai uai, @Nullable String name) {

	/** A try of which only the address counts. */
	public static Attempt from(String address) {
		return new Attempt(address, null, null);
	}

	/** A try at an establishment's form. */
	public static Attempt at(Uai uai, String address, String typedName) {
		return new Attempt(address, uai, SecretText.hash(uai + " " + LoginName.key(typedName)).substring(0, 16));
	}

}
