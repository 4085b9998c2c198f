package fr.passerelle.gateway.http;

import java.util.Optional;

/**
 * Recognises what the server itself could not read of a request: a form, a part, a
 * cookie, a character set. The server throws exceptions of its own when a controller asks
 * for the value; the servlets' side must not know the server's types.
 */
@FunctionalInterface
public interface ServerRefusals {

	/**
	 * The status that a failure asks for.
	 * @return 400 to 499; empty where the failure is not a refusal by the server
	 */
	Optional<Integer> refusedWith(Throwable failure);

}
