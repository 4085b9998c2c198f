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
 */
public record LogoutStart(Establishment establishment, Delegation delegation, String home, @Nullable String memory) {

	@Override
	public String toString() {
		return "LogoutStart[" + this.delegation.id() + "]";
	}

}
