package fr.passerelle.gateway.api;

import java.time.Instant;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.CasUser;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * An administrator as the API shows one.
 */
record AccountView(String username, String displayName, @Nullable String email, GrantView grant, boolean locked,
		boolean first, boolean mustChangePassword, @Nullable Instant oneTimePasswordUntil, boolean secondFactor,
		Instant created, @Nullable Instant changed, @Nullable Instant lastSignIn, @Nullable CasUser cas) {

	/**
	 * Puts an account's version on an answer as its {@code ETag}, for {@code If-Match}.
	 * Not by a ResponseEntity, which would answer a question with {@code If-None-Match}
	 * by 304: a sign-in or a second factor changes what is shown, and not the version.
	 */
	static Account tag(HttpServletResponse response, Account account) {
		response.setHeader(HttpHeaders.ETAG, "\"" + account.version() + "\"");
		return account;
	}

	static AccountView of(Account account) {
		return new AccountView(account.username(), account.displayName(), account.email(),
				GrantView.of(account.grant()), account.locked(), account.first(), account.password().mustChange(),
				account.password().oneTimeUntil(), account.secondFactor().present(), account.times().created(),
				account.times().changed(), account.times().lastSignIn(), account.casUser());
	}

}
