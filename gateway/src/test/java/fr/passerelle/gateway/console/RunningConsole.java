package fr.passerelle.gateway.console;

import fr.passerelle.gateway.testkit.SharedGateway;

/**
 * What tests of the console share: browsers, each from an address of its own.
 */
public abstract class RunningConsole extends SharedGateway {

	/** The administrator of the settings. */
	protected static final String ADMIN = ADMIN_NAME;

	/** And their password. */
	protected static final String PASSWORD = ADMIN_PASSWORD;

	/** A browser from an address of its own, not signed in. */
	protected final ConsoleBrowser browser() {
		return new ConsoleBrowser(origin(), newAddress());
	}

	/** A browser in which the administrator has signed in. */
	protected final ConsoleBrowser administrator() {
		ConsoleBrowser browser = browser();
		if (browser.signIn(ADMIN, PASSWORD).statusCode() != 303) {
			throw new AssertionError("the administrator cannot sign in");
		}
		return browser;
	}

}
