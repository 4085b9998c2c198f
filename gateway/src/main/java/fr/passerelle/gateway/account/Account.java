package fr.passerelle.gateway.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An administrator as every request sees one: nothing in it is secret.
 *
 * @param username exactly as it is typed
 * @param displayName what others read; empty: the username
 * @param email none or one
 * @param grant what the administrator may do
 * @param locked whether this account is refused everywhere
 * @param origin where the account comes from
 * @param password what holds for the password
 * @param secondFactor the second factor beside the password
 * @param times when what happened
 * @param casUser the CAS user that may sign in to it; null: none
 * @param stamp changes with everything that ends this account's sessions
 */
public record Account(String username, String displayName, @Nullable String email, Grant grant, boolean locked,
		Origin origin, Password password, SecondFactor secondFactor, Times times, @Nullable CasUser casUser,
		long stamp) {

	/** Where an account comes from. */
	public enum Origin {

		/** The settings name it, with its password. */
		SETTINGS,

		/** The settings name it; its password was made at the first start. */
		FIRST_START,

		/** Another administrator made it. */
		CONSOLE

	}

	/**
	 * What holds for a password.
	 *
	 * @param oneTimeUntil where it was made up: until when it may be used, once; else
	 * null
	 */
	public record Password(@Nullable Instant oneTimeUntil) {

		/** Whether its owner has to choose another before anything else. */
		public boolean mustChange() {
			return this.oneTimeUntil != null;
		}

	}

	/**
	 * The second factor beside a password.
	 *
	 * @param codes whether an application shows codes
	 * @param passkeys how many
	 */
	public record SecondFactor(boolean codes, int passkeys) {

		/** Whether the password alone opens nothing. */
		public boolean present() {
			return this.codes || this.passkeys > 0;
		}

	}

	/**
	 * When what happened.
	 *
	 * @param created when the account was made
	 * @param changed when it was last changed; null: never
	 * @param lastSignIn null: never
	 */
	public record Times(Instant created, @Nullable Instant changed, @Nullable Instant lastSignIn) {
	}

	/** Whether the settings name it: it can be neither deleted nor reduced. */
	public boolean first() {
		return this.origin != Origin.CONSOLE;
	}

	/**
	 * Grows with each change to what {@link AccountChange} can name: an edit of an
	 * earlier one would overwrite what its author never saw.
	 */
	public long version() {
		Instant changed = this.times.changed();
		return ((changed != null) ? changed : this.times.created()).toEpochMilli();
	}

	/** The same, after a change that ended its sessions. */
	Account stamped(long next) {
		return new Account(this.username, this.displayName, this.email, this.grant, this.locked, this.origin,
				this.password, this.secondFactor, this.times, this.casUser, next);
	}

	/** What others read. */
	public String shownName() {
		return this.displayName.isEmpty() ? this.username : this.displayName;
	}

	/**
	 * Whether this account alone would keep the platform administrable: it has been used,
	 * and it may do everything.
	 */
	boolean keepsPlatform() {
		return !this.locked && this.grant.mayChangePlatform() && !this.password.mustChange();
	}

}
