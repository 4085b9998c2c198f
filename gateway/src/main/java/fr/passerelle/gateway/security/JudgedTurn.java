package fr.passerelle.gateway.security;

import fr.passerelle.gateway.suspension.Turn;
import jakarta.servlet.ServletRequest;

/**
 * The turn of a request that brings credentials, from the filter that takes it to the
 * part of the chain that knows the verdict.
 */
final class JudgedTurn {

	private static final String NAME = "fr.passerelle.turn";

	private JudgedTurn() {
	}

	static void keep(ServletRequest request, Turn turn) {
		request.setAttribute(NAME, turn);
	}

	/** Counts the credentials as wrong, against their address. */
	static void wrong(ServletRequest request) {
		if (request.getAttribute(NAME) instanceof Turn turn) {
			turn.wrong();
		}
	}

	/** Takes one wrong attempt of the address back. */
	static void right(ServletRequest request) {
		if (request.getAttribute(NAME) instanceof Turn turn) {
			turn.right();
		}
	}

	/** Gives the place up: the rest of the request is no attempt. */
	static void end(ServletRequest request) {
		if (request.getAttribute(NAME) instanceof Turn turn) {
			turn.close();
		}
	}

}
