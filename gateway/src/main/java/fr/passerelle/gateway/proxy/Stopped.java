package fr.passerelle.gateway.proxy;

import java.io.IOException;

import org.eclipse.jetty.io.QuietException;

/**
 * Ends a request from our side. Quiet: strangers must not fill the log by going away.
 */
final class Stopped extends IOException implements QuietException {

	private static final long serialVersionUID = 1L;

	Stopped(Stoppable.Reason reason) {
		super("stopped: " + reason);
	}

	/** The stack tells nothing, and visitors can cause as many of these as they like. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
