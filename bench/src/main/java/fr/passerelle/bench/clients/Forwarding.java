package fr.passerelle.bench.clients;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The same tiny proxy around each client. It sends a GET on with the headers of a browser
 * and those that we add, and writes the answer's status, type, length and body as they
 * come.
 */
abstract class Forwarding extends Handler.Abstract.NonBlocking {

	private final String name;

	Forwarding(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	@Override
	public final boolean handle(Request request, Response response, Callback callback) {
		forward(request, response, callback);
		return true;
	}

	/** Sends a request on and completes the callback when its answer is written. */
	abstract void forward(Request request, Response response, Callback callback);

	/** Whether a header is passed on: all except those of one connection. */
	static boolean passes(String name) {
		return !name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Connection")
				&& !name.equalsIgnoreCase("Transfer-Encoding");
	}

}
