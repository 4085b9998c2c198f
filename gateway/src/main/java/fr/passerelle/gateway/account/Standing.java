package fr.passerelle.gateway.account;

/**
 * What an administrator who has signed in may do now, and what they must do first.
 *
 * @param account whose
 * @param grant what may be done now: nothing as long as a step is left
 * @param next what is left to do before anything else
 */
public record Standing(Account account, Grant grant, NextStep next) {

	/** What is left to do before anything else. */
	public enum NextStep {

		/** Nothing. */
		NONE,

		/** Give a code or a passkey. */
		SECOND_FACTOR,

		/** Choose a password in place of the made-up one. */
		NEW_PASSWORD,

		/** Set up a second factor, which this platform requires. */
		ENROLMENT

	}

}
