package fr.passerelle.gateway.api;

import java.time.Instant;

import fr.passerelle.gateway.admin.Account;
import org.jspecify.annotations.Nullable;

/**
 * An administrator as the API shows one.
 */
record AccountView(String username, String displayName, @Nullable String email, GrantView grant, boolean locked,
		boolean first, boolean mustChangePassword, @Nullable Instant oneTimePasswordUntil, boolean secondFactor,
		Instant created, @Nullable Instant changed, @Nullable Instant lastSignIn) {

	static AccountView of(Account account) {
		return new AccountView(account.username(), account.displayName(), account.email(),
				GrantView.of(account.grant()), account.locked(), account.first(), account.password().mustChange(),
				account.password().oneTimeUntil(), account.secondFactor().present(), account.times().created(),
				account.times().changed(), account.times().lastSignIn());
	}

}
