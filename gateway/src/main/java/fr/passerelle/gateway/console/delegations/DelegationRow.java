package fr.passerelle.gateway.console.delegations;

import java.util.List;

import fr.passerelle.gateway.entstate.EntState;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A delegation in the list.
 *
 * @param delegation all links resolved
 * @param entName the catalogue's name; empty for a manual one
 * @param espaces the Espaces it leads into
 * @param state how its ENT is
 * @param stateText the same in a word
 */
record DelegationRow(Delegation delegation, String entName, List<EspaceKey> espaces, EntState state, String stateText) {

	/** The badge's class. */
	public String tone() {
		return switch (this.state) {
			case ANSWERS -> "ok";
			case SLOW -> "warn";
			case DOWN -> "bad";
			case UNKNOWN -> "off";
		};
	}

}
