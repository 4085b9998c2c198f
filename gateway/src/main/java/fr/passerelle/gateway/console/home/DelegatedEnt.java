package fr.passerelle.gateway.console.home;

import java.util.List;

import fr.passerelle.gateway.console.ents.StateLine;
import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A delegation with the state of its ENT.
 *
 * @param delegation which
 * @param ent how its ENT is
 * @param espaces the published Espaces that it leads into
 */
public record DelegatedEnt(Delegation delegation, StateLine ent, List<EspaceKey> espaces) {

	boolean is(EntState state) {
		return this.ent.report().state() == state;
	}

}
