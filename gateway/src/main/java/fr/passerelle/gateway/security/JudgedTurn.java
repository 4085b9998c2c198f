package fr.passerelle.gateway.security;

import fr.passerelle.gateway.suspension.Turn;
import jakarta.servlet.ServletRequest;

/**
 * The turn of a request that brings credentials, from the filter that takes it to
 * whatever part of a chain knows the verdict.
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

	/** Gives the place up: what the request goes on to do is no attempt. */
	static void end(ServletRequest request) {
		if (request.getAttribute(NAME) instanceof Turn turn) {
			turn.close();
		}
	}

}
