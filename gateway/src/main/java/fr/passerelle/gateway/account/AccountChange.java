package fr.passerelle.gateway.account;

import org.jspecify.annotations.Nullable;

/**
 * What to change of an account; null leaves a part as it is.
 *
 * @param displayName what others read; empty: the username
 * @param email empty: none
 * @param grant what it may do
 * @param locked whether it opens nothing
 */
public record AccountChange(@Nullable String displayName, @Nullable String email, @Nullable Grant grant,
		@Nullable Boolean locked) {

	/** Of the person alone. */
	public static AccountChange person(@Nullable String displayName, @Nullable String email) {
		return new AccountChange(displayName, email, null, null);
	}

	Account applyTo(Account account) {
		String mail = (this.email != null) ? this.email.strip() : account.email();
		return new Account(account.username(),
				(this.displayName != null) ? this.displayName.strip() : account.displayName(),
				(mail == null || mail.isEmpty()) ? null : mail, (this.grant != null) ? this.grant : account.grant(),
				(this.locked != null) ? this.locked : account.locked(), account.origin(), account.password(),
				account.secondFactor(), account.times(), account.casUser(), account.stamp());
	}

}
