package fr.passerelle.gateway.account;

import java.security.Principal;
import java.time.Clock;
import java.util.Optional;

import fr.passerelle.gateway.account.SignedIn.Means;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.people.PasswordHashing;

/**
 * Who gets in, and what a sign-in is worth now.
 */
public final class SignIns implements Grants {

	private final Administrators administrators;

	private final AccountTable table;

	private final Tokens tokens;

	private final PasswordHashing hashing;

	private final boolean secondFactorRequired;

	private final Clock clock;

	SignIns(Administrators administrators, AccountTable table, Tokens tokens, PasswordHashing hashing,
			boolean secondFactorRequired, Clock clock) {
		this.administrators = administrators;
		this.table = table;
		this.tokens = tokens;
		this.hashing = hashing;
		this.secondFactorRequired = secondFactorRequired;
		this.clock = clock;
	}

	/**
	 * Checks a name and a password, in the same time for every kind of fault. A locked
	 * account and a made-up password past its time are wrong like any other: only their
	 * owners would learn something.
	 */
	Optional<Account> check(String username, String password) {
		Optional<Account> account = this.administrators.find(username);
		String hash = account.map((known) -> this.table.passwordHash(known.username())).orElse(null);
		boolean right = this.hashing.matches(password, hash);
		return account.filter((known) -> right && isOpen(known));
	}

	private boolean isOpen(Account account) {
		return !account.locked() && (account.password().oneTimeUntil() == null
				|| this.clock.instant().isBefore(account.password().oneTimeUntil()));
	}

	/** The owner of a token, if both are valid. */
	public Optional<SignedIn> byToken(String text) {
		Optional<SignedIn> found = this.tokens.find(text).map(SignedIn::by).filter((who) -> standing(who).isPresent());
		found.map(SignedIn::token).ifPresent(this.tokens::used);
		return found;
	}

	/**
	 * What a sign-in is worth now.
	 * @param who how they signed in
	 * @return empty if the account is gone, locked, or has ended its sessions since
	 */
	public Optional<Standing> standing(SignedIn who) {
		Optional<Account> found = this.administrators.find(who.getPrincipal()).filter((account) -> !account.locked());
		if (found.isEmpty()) {
			return Optional.empty();
		}
		Account account = found.get();
		Token token = who.token();
		if (who.means() == Means.TOKEN) {
			// A made-up password means that its owner lost the account for a while.
			return (token == null || account.password().mustChange()) ? Optional.empty()
					: Optional.of(new Standing(account, account.grant().within(token.grant()), NextStep.NONE));
		}
		// A made-up password says nothing of a CAS user, who never typed it.
		if (account.stamp() != who.stamp() || (who.means() != Means.CAS && !isOpen(account))) {
			return Optional.empty();
		}
		NextStep next = next(account, who.means());
		return Optional.of(new Standing(account, (next == NextStep.NONE) ? account.grant() : Grant.NONE, next));
	}

	/**
	 * The second factor comes before the password's change: who has only the password
	 * must not choose the next one.
	 */
	private NextStep next(Account account, Means means) {
		if (account.secondFactor().present() && means != Means.SECOND_FACTOR) {
			return NextStep.SECOND_FACTOR;
		}
		if (account.password().mustChange() && means != Means.CAS) {
			return NextStep.NEW_PASSWORD;
		}
		boolean enrol = this.secondFactorRequired && !account.secondFactor().present();
		return enrol ? NextStep.ENROLMENT : NextStep.NONE;
	}

	@Override
	public Grant of(Principal who) {
		return (who instanceof SignedIn signedIn) ? standing(signedIn).map(Standing::grant).orElse(Grant.NONE)
				: Grant.NONE;
	}

}
