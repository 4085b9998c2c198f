package fr.passerelle.gateway.page;

/**
 * A way on from a page; its words come from the message files.
 *
 * @param kind what it does
 * @param href where it leads
 */
public record Action(Kind kind, String href) {

	/** What following the link does. */
	public enum Kind {

		/** Tries the same again. */
		RETRY,
		/**
		 * Tries the same in a tab of its own, where the browser keeps cookies that it
		 * keeps in no other site's frame.
		 */
		OWN_TAB,
		/** Goes to the form for the school's own accounts. */
		DIRECT_LOGIN,
		/** Goes to the login of an ENT, past the form for the school's own accounts. */
		ENT_LOGIN,
		/** Goes to Page commune. */
		HOME,
		/** Goes to the choice between ENTs. */
		CHOOSE_ENT,
		/** Starts a login. */
		LOGIN,
		/**
		 * Ends the session at the ENT and comes back, to sign in with another account.
		 */
		LEAVE_ACCOUNT;

		/** The key of its words in the message files. */
		public String messageKey() {
			return "action." + name();
		}

		/** Whether the link opens a tab of its own, outside the frame that it is in. */
		public boolean opensTab() {
			return this == OWN_TAB;
		}

		/**
		 * Whether the link leads on to the address first asked for: the browser then
		 * takes that address's fragment along.
		 */
		public boolean keepsFragment() {
			return this != HOME && this != LEAVE_ACCOUNT;
		}

	}
}
