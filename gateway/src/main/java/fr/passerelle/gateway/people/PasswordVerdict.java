package fr.passerelle.gateway.people;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The result of checking a name and a password.
 *
 * @param named the person with this name; null if the name is unknown. For the journal
 * alone: the answer to a visitor must not depend on it
 * @param right whether the password is theirs
 */
public record PasswordVerdict(@Nullable Person named, boolean right) {

	/** The person, where the password is theirs. */
	public Optional<Person> verified() {
		return Optional.ofNullable(this.right ? this.named : null);
	}

	/** The name of the account that was tried; null where there is no such account. */
	public @Nullable String account() {
		return (this.named != null) ? this.named.identifiant() : null;
	}

	@Override
	public String toString() {
		return "PasswordVerdict[redacted]";
	}

}
