package fr.passerelle.gateway.api;

import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.PasskeyAccounts.Passkey;
import org.jspecify.annotations.Nullable;

/**
 * An administrator as they see themselves: {@link AccountView}, and what their second
 * factor consists of.
 */
record OwnAccountView(String username, String displayName, @Nullable String email, GrantView grant, boolean locked,
		boolean first, boolean mustChangePassword, @Nullable Instant oneTimePasswordUntil, boolean secondFactor,
		boolean codes, int recoveryCodesLeft, List<PasskeyView> passkeys, Instant created, @Nullable Instant changed,
		@Nullable Instant lastSignIn) {

	/** A passkey, without anything that could replace it. */
	record PasskeyView(String id, String label, Instant created, @Nullable Instant lastUsed) {

		static PasskeyView of(Passkey passkey) {
			return new PasskeyView(passkey.id(), passkey.label(), passkey.created(), passkey.lastUsed());
		}

	}

	static OwnAccountView of(Account account, int recoveryCodesLeft, List<Passkey> passkeys) {
		AccountView shown = AccountView.of(account);
		return new OwnAccountView(shown.username(), shown.displayName(), shown.email(), shown.grant(), shown.locked(),
				shown.first(), shown.mustChangePassword(), shown.oneTimePasswordUntil(), shown.secondFactor(),
				account.secondFactor().codes(), recoveryCodesLeft, passkeys.stream().map(PasskeyView::of).toList(),
				shown.created(), shown.changed(), shown.lastSignIn());
	}

}
