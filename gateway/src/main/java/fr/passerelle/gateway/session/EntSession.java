package fr.passerelle.gateway.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The session at an ENT that a login came with. Sessions here keep the hashes of its
 * names alone.
 *
 * @param key the name by which the ENT's logout message may mean it, in clear
 * @param otherKeys other such names
 * @param memory what the protocol needs to end it from here; null where it needs nothing
 */
public record EntSession(String key, List<String> otherKeys, @Nullable String memory) {

	public EntSession {
		otherKeys = List.copyOf(otherKeys);
	}

	/** One that the ENT names by the ticket of its login. */
	public static EntSession ofTicket(String ticket) {
		return new EntSession(ticket, List.of(), null);
	}

	/** How many characters it holds. */
	public int length() {
		int length = this.key.length() + ((this.memory != null) ? this.memory.length() : 0);
		for (String other : this.otherKeys) {
			length += other.length();
		}
		return length;
	}

	@Override
	public String toString() {
		return "EntSession[redacted]";
	}

}
