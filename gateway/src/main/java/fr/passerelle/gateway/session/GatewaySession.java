package fr.passerelle.gateway.session;

import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * A person's presence in one Espace of one establishment, and nowhere else.
 *
 * @param id the hash of the browser's secret; the secret cannot be computed from it
 * @param uai the establishment
 * @param espace the Espace
 * @param visitor who
 * @param delegation the delegation's id; {@link #DIRECT} for the local form
 * @param ticket the hash of the ticket that opened it, or of the first name that its ENT
 * has for it; null for direct login
 * @param openedAt when
 * @param origin from where; null for a session that an earlier release kept
 * @param otherNames hashes of the ENT's other names for it; null where there are none
 * @param memory what the protocol needs to end the ENT's session; null where it needs
 * nothing
 */
public record GatewaySession(String id, Uai uai, EspaceKey espace, Visitor visitor, String delegation,
		@Nullable String ticket, Instant openedAt, @Nullable SignInOrigin origin, @Nullable List<String> otherNames,
		@Nullable String memory) {

	/** In place of a delegation's id for a person who signed in by the local form. */
	public static final String DIRECT = "direct";

	/** One more name with its place in the table by which sessions are found. */
	private static final int NAME_BYTES = 200;

	/** A text without its characters. */
	private static final int STRING_BYTES = 56;

	public GatewaySession {
		otherNames = (otherNames != null) ? List.copyOf(otherNames) : null;
	}

	/** What it takes beside a session that came by a ticket, in bytes of heap. */
	int surplus() {
		int names = (this.otherNames != null) ? NAME_BYTES * this.otherNames.size() : 0;
		return names + ((this.memory != null) ? STRING_BYTES + 2 * this.memory.length() : 0);
	}

}
