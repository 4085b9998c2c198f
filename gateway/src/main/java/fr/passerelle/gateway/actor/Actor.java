package fr.passerelle.gateway.actor;

import org.jspecify.annotations.Nullable;

/**
 * An administrator who acts, or the program itself.
 *
 * @param name the administrator's user name
 * @param address where the request came from; null if no request caused it
 * @param platform whether they may change what belongs to the whole platform
 */
public record Actor(String name, @Nullable String address, boolean platform) {

	/** An administrator whose right to the platform does not matter here. */
	public Actor(String name, @Nullable String address) {
		this(name, address, false);
	}

	/** The program, which acts without a request and with every right. */
	public static Actor program(String name) {
		return new Actor(name, null, true);
	}

}
