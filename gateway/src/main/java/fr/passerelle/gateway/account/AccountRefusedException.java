package fr.passerelle.gateway.account;

/**
 * A change to accounts, tokens or second factors that cannot be made; nothing was
 * changed.
 */
public final class AccountRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	AccountRefusedException(Reason reason) {
		super(reason.text);
		this.reason = reason;
	}

	/** Why. */
	public Reason reason() {
		return this.reason;
	}

	/** Why something cannot be done. */
	public enum Reason {

		/** No such account. */
		UNKNOWN("There is no such administrator."),

		/** Also in another letter case. */
		EXISTS("An administrator of this name exists."),

		/** See {@link Administrators#MAX_ACCOUNTS}. */
		TOO_MANY("There are as many as there may be."),

		/** See {@link Account#version()}. */
		OVERTAKEN("Somebody else changed this account meanwhile. Nothing was replaced; read it again and change that."),

		/** Of the settings. */
		FIRST("The administrator whom the settings name keeps the whole platform and cannot be deleted."),

		/** No account could undo it. */
		LAST("Nobody else could administer the whole platform: the last one stays."),

		/** The settings hold it. */
		PASSWORD_OF_SETTINGS("This password stands in the settings: it is changed there."),

		/** The one that is asked for again. */
		WRONG_PASSWORD("The current password is not right."),

		/** Of an application, or a recovery code. */
		WRONG_CODE("The code is not right, or was used already."),

		/** Wrong codes in a row. */
		TOO_MANY_CODES("Too many wrong codes: wait a quarter of an hour."),

		/** Codes are asked for, or not, already. */
		WRONG_STATE("The second factor is not in the state for this."),

		/** One CAS user opens one account. */
		CAS_USER_TAKEN("This CAS user opens another account already."),

		/**
		 * Nothing waits for a first code: it took too long, or a password has changed.
		 */
		NOT_BEGUN("Nothing waits for a code: begin to set codes up again.");

		private final String text;

		Reason(String text) {
			this.text = text;
		}

	}

}
