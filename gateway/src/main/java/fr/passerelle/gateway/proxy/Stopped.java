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

	/** The place says nothing, and this is made as often as visitors like. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
