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
		/** Goes to Page commune. */
		HOME,
		/** Goes to the choice between ENTs. */
		CHOOSE_ENT,
		/** Starts a login. */
		LOGIN,
		/** Ends the session at the ENT, to come back as someone else. */
		ENT_LOGOUT;

		/** The key of its words. */
		public String messageKey() {
			return "action." + name();
		}

		/** Whether the link leaves the tab, and the frame, that it stands in. */
		public boolean opensTab() {
			return this == OWN_TAB;
		}

		/**
		 * Whether the person is still on the way to the address first asked for, whose
		 * fragment must then travel on.
		 */
		public boolean keepsFragment() {
			return this != HOME && this != ENT_LOGOUT;
		}

	}
}
