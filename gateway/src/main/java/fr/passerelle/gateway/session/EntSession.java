package fr.passerelle.gateway.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The session at an ENT that a login came with.
 *
 * @param keys the names by which the ENT's logout message may mean it, in clear; one at
 * least. Sessions are found by any of them and keep their hashes alone.
 * @param memory what the protocol needs to end it from here; null where it needs nothing
 */
public record EntSession(List<String> keys, @Nullable String memory) {

	public EntSession {
		keys = List.copyOf(keys);
		if (keys.isEmpty()) {
			throw new IllegalArgumentException("a session at an ENT without a name");
		}
	}

	/** One that the ENT names by the ticket of its login. */
	public static EntSession ofTicket(String ticket) {
		return new EntSession(List.of(ticket), null);
	}

	@Override
	public String toString() {
		return "EntSession[redacted]";
	}

}
