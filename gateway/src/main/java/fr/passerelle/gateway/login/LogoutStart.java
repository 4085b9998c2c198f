package fr.passerelle.gateway.login;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import org.jspecify.annotations.Nullable;

/**
 * A visitor leaves for the ENT's logout.
 *
 * @param establishment whose Espace the visitor leaves
 * @param delegation leads to the ENT
 * @param home where the ENT may send the browser back
 * @param memory what the protocol kept with the session; null where there is none
 * @param handle names the visitor to the ENT and back, where the protocol has such a
 * name; null where the visitor does not come back
 */
public record LogoutStart(Establishment establishment, Delegation delegation, String home, @Nullable String memory,
		@Nullable String handle) {

	/** A visitor who leaves for good. */
	public LogoutStart(Establishment establishment, Delegation delegation, String home, @Nullable String memory) {
		this(establishment, delegation, home, memory, null);
	}

	@Override
	public String toString() {
		return "LogoutStart[" + this.delegation.id() + "]";
	}

}
