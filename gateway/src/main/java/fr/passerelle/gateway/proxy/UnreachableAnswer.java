package fr.passerelle.gateway.proxy;

import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Writes our own answer in place of an application that does not answer; called at most
 * once, with nothing written yet and no header left of what the application had begun.
 */
@FunctionalInterface
public interface UnreachableAnswer {

	/**
	 * Writes the whole answer.
	 * @param response with nothing written yet
	 * @param callback to complete when the answer is written
	 */
	void write(Response response, Callback callback);

}
