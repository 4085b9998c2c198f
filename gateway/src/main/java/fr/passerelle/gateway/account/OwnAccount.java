package fr.passerelle.gateway.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import fr.passerelle.gateway.account.Account.Origin;
import fr.passerelle.gateway.account.AccountFault.Kind;
import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.PasswordRules.Strength;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.people.HashingBusyException;
import fr.passerelle.gateway.people.PasswordHashing;

/**
 * What administrators do with their own password.
 */
public final class OwnAccount {

	private final Administrators administrators;

	private final AccountTable table;

	private final PasswordRules rules;

	private final PasswordHashing hashing;

	private final Function<Grant, List<String>> schoolNames;

	private final AdministratorAudit audit;

	private final Clock clock;

	/**
	 * Own passwords.
	 * @param schoolNames the names of the establishments that a grant is bound to, which
	 * are guessed first
	 */
	OwnAccount(Administrators administrators, AccountTable table, PasswordRules rules, PasswordHashing hashing,
			Function<Grant, List<String>> schoolNames, AdministratorAudit audit, Clock clock) {
		this.administrators = administrators;
		this.table = table;
		this.rules = rules;
		this.hashing = hashing;
		this.schoolNames = schoolNames;
		this.audit = audit;
		this.clock = clock;
	}

	/** How strong a password would be. */
	public Strength strength(Account account, String password) {
		return this.rules.strength(password, personal(account));
	}

	/**
	 * Asks a signed-in administrator for the password again, before anything that would
	 * let a hijacker of the session stay. After a few wrong ones it refuses. A right one
	 * does not reset the count, or its owner could guess codes for ever.
	 * @throws AccountRefusedException if it is wrong, or one try too many
	 */
	public void checkPassword(Account account, String password) {
		this.table.takeTry(account.username(), this.clock.millis());
		if (!matches(account, password)) {
			throw new AccountRefusedException(Reason.WRONG_PASSWORD);
		}
		this.table.giveTryBack(account.username());
	}

	private boolean matches(Account account, String password) {
		try {
			return this.hashing.matches(password, this.table.passwordHash(account.username()));
		}
		catch (HashingBusyException ex) {
			// The password was not checked.
			this.table.giveTryBack(account.username());
			throw ex;
		}
	}

	/**
	 * Changes the administrator's own password. All their sessions end; the one that
	 * asked continues under the new stamp.
	 * @param account whose
	 * @param current the one of now, asked for again
	 * @param wanted the next
	 * @param actor from where
	 * @return the account as it is now
	 */
	public Account changePassword(Account account, String current, String wanted, Actor actor) {
		if (account.origin() == Origin.SETTINGS) {
			throw new AccountRefusedException(Reason.PASSWORD_OF_SETTINGS);
		}
		List<AccountFault> faults = new ArrayList<>(this.rules.check(wanted, personal(account)));
		if (faults.isEmpty() && wanted.equals(current)) {
			faults.add(AccountFault.of("password", Kind.UNCHANGED));
		}
		Administrators.refuse(faults);
		checkPassword(account, current);
		String hash = this.hashing.hash(wanted);
		this.table.changing((revision) -> {
			// Another administrator may have made a new password meanwhile: theirs wins.
			if (this.administrators.get(account.username()).stamp() != account.stamp()) {
				throw new AccountRefusedException(Reason.WRONG_PASSWORD);
			}
			this.table.setPassword(account.username(), hash, null, revision);
			return revision;
		});
		this.table.forgetTries(account.username());
		this.administrators.reload();
		this.audit.record(AuditType.PASSWORD_CHANGED, actor, account.username(), "by its owner");
		return this.administrators.get(account.username());
	}

	private List<String> personal(Account account) {
		List<String> names = new ArrayList<>(List.of(account.username(), account.displayName()));
		if (account.email() != null) {
			names.add(account.email());
		}
		names.addAll(this.schoolNames.apply(account.grant()));
		return names;
	}

}
