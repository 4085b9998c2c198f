package fr.passerelle.gateway.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.jspecify.annotations.Nullable;

/**
 * All administrators: who they are, and what others change about them. A request is
 * answered from memory; a change on this node is known here immediately, one on another
 * node {@link #KNOWN_WITHIN} later.
 */
public final class Administrators {

	/**
	 * How long another node's change may stay unknown here: a removed administrator is
	 * one no longer than this.
	 */
	public static final Duration KNOWN_WITHIN = Duration.ofSeconds(2);

	/** How long a made-up password may wait for its first use. */
	public static final Duration ONE_TIME = Duration.ofDays(7);

	/** Most accounts. */
	public static final int MAX_ACCOUNTS = 2000;

	private final AccountTable table;

	private final PasswordHashing hashing;

	private final Predicate<Uai> exists;

	private final AdministratorAudit audit;

	private final Clock clock;

	private volatile Picture picture = new Picture(Map.of(), -1, Instant.EPOCH);

	Administrators(AccountTable table, PasswordHashing hashing, Predicate<Uai> exists, AdministratorAudit audit,
			Clock clock) {
		this.table = table;
		this.hashing = hashing;
		this.exists = exists;
		this.audit = audit;
		this.clock = clock;
	}

	/** An account by its name, exactly as it is written. */
	public Optional<Account> find(String username) {
		return Optional.ofNullable(current().accounts().get(username));
	}

	/** The account that a CAS user may sign in to. */
	Optional<Account> find(CasUser user) {
		return current().accounts().values().stream().filter((account) -> user.equals(account.casUser())).findFirst();
	}

	/** All, by name, with their last sign-in as the store has it. */
	public List<Account> list() {
		return this.table.all();
	}

	/** One, as the store has it. */
	public Account get(String username) {
		return this.table.find(username).orElseThrow(() -> new AccountRefusedException(Reason.UNKNOWN));
	}

	/**
	 * Makes an account.
	 * @return its first password, to be shown once
	 */
	public OneTimePassword create(NewAccount wanted, Actor actor) {
		NewAccount account = new NewAccount(wanted.username().strip(), wanted.displayName().strip(),
				(wanted.email() == null || wanted.email().isBlank()) ? null : wanted.email().strip(), wanted.grant());
		List<AccountFault> faults = new ArrayList<>(AccountFault.ofUsername(account.username()));
		faults.addAll(AccountFault.ofPerson(account.displayName(), account.email()));
		faults.addAll(ofGrant(Grant.NONE, account.grant()));
		refuse(faults);
		OneTimePassword password = oneTime(account.username());
		String hash = this.hashing.hash(password.password());
		Account made = this.table.changing((revision) -> {
			List<Account> all = this.table.all();
			if (all.stream().anyMatch((other) -> other.username().equalsIgnoreCase(account.username()))) {
				throw new AccountRefusedException(Reason.EXISTS);
			}
			if (all.size() >= MAX_ACCOUNTS) {
				throw new AccountRefusedException(Reason.TOO_MANY);
			}
			this.table.insert(account, hash, password.until(), this.clock.instant(), revision);
			return get(account.username());
		});
		reload();
		this.audit.account(AuditType.ADMINISTRATOR_CREATED, actor, null, made);
		return password;
	}

	/** Changes an account upon its present version. */
	public Account change(String username, AccountChange change, Actor actor) {
		return change(username, change, ExpectedVersion.ANY, actor);
	}

	/**
	 * Changes an account; what it may do and whether it is locked end its sessions.
	 * @param expected the versions upon which the change was made
	 * @return the account as it is now
	 */
	public Account change(String username, AccountChange change, ExpectedVersion expected, Actor actor) {
		Changed changed = this.table.changing((revision) -> {
			Account old = get(username);
			Account wanted = wanted(old, change, expected);
			if (wanted.equals(old)) {
				return new Changed(old, old);
			}
			boolean ends = !wanted.grant().equals(old.grant()) || wanted.locked() != old.locked();
			this.table.update(ends ? wanted.stamped(revision) : wanted, this.clock.instant());
			return new Changed(old, get(username));
		});
		reload();
		if (!changed.before().equals(changed.after())) {
			this.audit.account(AuditType.ADMINISTRATOR_CHANGED, actor, changed.before(), changed.after());
		}
		return changed.after();
	}

	private record Changed(Account before, Account after) {
	}

	/**
	 * What a change would make of an account, refused as the change itself would be;
	 * nothing is changed.
	 */
	public Account preview(String username, AccountChange change, ExpectedVersion expected) {
		return wanted(get(username), change, expected);
	}

	private Account wanted(Account old, AccountChange change, ExpectedVersion expected) {
		if (!expected.admits(old.version())) {
			throw new AccountRefusedException(Reason.OVERTAKEN);
		}
		Account wanted = change.applyTo(old);
		check(old, wanted);
		keepOne(old, wanted);
		return wanted;
	}

	/**
	 * A mistyped code would give no right and look correct. Deleted establishments may
	 * stay in a grant but cannot be added to one.
	 */
	private List<AccountFault> ofGrant(Grant old, Grant wanted) {
		List<AccountFault> faults = new ArrayList<>(AccountFault.ofGrant(wanted));
		Set<Uai> before = (old.establishments() != null) ? old.establishments() : Set.of();
		if (wanted.establishments() != null
				&& !wanted.establishments().stream().allMatch((uai) -> before.contains(uai) || this.exists.test(uai))) {
			faults.add(new AccountFault("establishments", AccountFault.Kind.UNKNOWN_ESTABLISHMENT, 0));
		}
		return faults;
	}

	private void check(Account old, Account wanted) {
		List<AccountFault> faults = new ArrayList<>(AccountFault.ofPerson(wanted.displayName(), wanted.email()));
		faults.addAll(ofGrant(old.grant(), wanted.grant()));
		refuse(faults);
		if (old.first() && !wanted.grant().equals(Grant.PLATFORM)) {
			throw new AccountRefusedException(Reason.FIRST);
		}
	}

	/** Deletes an account, its tokens and passkeys; its sessions end. */
	public void delete(String username, Actor actor) {
		Account gone = this.table.changing((revision) -> {
			Account old = get(username);
			if (old.first()) {
				throw new AccountRefusedException(Reason.FIRST);
			}
			keepOne(old, null);
			this.table.delete(username);
			return old;
		});
		reload();
		this.audit.account(AuditType.ADMINISTRATOR_DELETED, actor, gone, null);
	}

	/**
	 * Makes a new password for an administrator who lost theirs; their sessions end, and
	 * their tokens rest until they have chosen another.
	 */
	public OneTimePassword newPassword(String username, Actor actor) {
		OneTimePassword password = oneTime(username);
		String hash = this.hashing.hash(password.password());
		this.table.changing((revision) -> {
			Account old = get(username);
			if (old.origin() == Account.Origin.SETTINGS) {
				throw new AccountRefusedException(Reason.PASSWORD_OF_SETTINGS);
			}
			Account next = new Account(old.username(), old.displayName(), old.email(), old.grant(), old.locked(),
					old.origin(), new Account.Password(password.until()), old.secondFactor(), old.times(),
					old.casUser(), revision);
			keepOne(old, next);
			this.table.setPassword(username, hash, password.until(), revision);
			return next;
		});
		reload();
		this.audit.record(AuditType.PASSWORD_CHANGED, actor, username, "made up");
		return password;
	}

	/** Ends every console session of an account. */
	public void endSessions(String username, Actor actor) {
		this.table.changing((revision) -> {
			get(username);
			this.table.setStamp(username, revision);
			return revision;
		});
		reload();
		this.audit.record(AuditType.ADMIN_LOGOUT, actor, username, "everywhere");
	}

	/** Notes a sign-in that is complete. */
	public void signedIn(Actor actor, String how) {
		this.table.signedIn(actor.name(), this.clock.instant());
		this.audit.record(AuditType.ADMIN_LOGIN_SUCCEEDED, actor, null, how);
	}

	/**
	 * Refuses to take the last one away that could administer the platform. Changes wait
	 * for each other, so two cannot each believe in the other.
	 */
	private void keepOne(Account before, @Nullable Account after) {
		boolean lost = before.keepsPlatform() && (after == null || !after.keepsPlatform());
		if (lost && this.table.all()
			.stream()
			.noneMatch((other) -> other.keepsPlatform() && !other.username().equals(before.username()))) {
			throw new AccountRefusedException(Reason.LAST);
		}
	}

	private OneTimePassword oneTime(String username) {
		return new OneTimePassword(username, OneTimePassword.random(), this.clock.instant().plus(ONE_TIME));
	}

	static void refuse(List<AccountFault> faults) {
		if (!faults.isEmpty()) {
			throw new InvalidAccountException(faults);
		}
	}

	/** A picture no older than {@link #KNOWN_WITHIN}: one small query brings it back. */
	private Picture current() {
		Picture now = this.picture;
		return isFresh(now) ? now : refreshed();
	}

	private synchronized Picture refreshed() {
		Picture now = this.picture;
		if (isFresh(now)) {
			return now;
		}
		if (now.revision() == this.table.revision()) {
			this.picture = new Picture(now.accounts(), now.revision(), this.clock.instant());
			return this.picture;
		}
		return reload();
	}

	private boolean isFresh(Picture seen) {
		Instant now = this.clock.instant();
		return !now.isBefore(seen.at()) && now.isBefore(seen.at().plus(KNOWN_WITHIN));
	}

	/** The number is read first: a change in between is only read twice. */
	synchronized Picture reload() {
		Instant now = this.clock.instant();
		long revision = this.table.revision();
		Map<String, Account> accounts = new HashMap<>();
		this.table.all().forEach((account) -> accounts.put(account.username(), account));
		this.picture = new Picture(Map.copyOf(accounts), revision, now);
		return this.picture;
	}

	private record Picture(Map<String, Account> accounts, long revision, Instant at) {
	}

}
