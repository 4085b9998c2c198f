package fr.passerelle.gateway.http;

import java.util.Optional;

/**
 * What the server itself could not read of a request: a form, a part, a cookie, a
 * character set. It says so by exceptions of its own, in the moment in which a controller
 * asks for the value; the servlets' side knows no server's type.
 */
@FunctionalInterface
public interface ServerRefusals {

	/**
	 * The status that a failure asks for.
	 * @return 400 to 499; empty where the failure is no refusal of the server's
	 */
	Optional<Integer> refusedWith(Throwable failure);

}
