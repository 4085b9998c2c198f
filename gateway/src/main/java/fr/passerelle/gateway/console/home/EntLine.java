package fr.passerelle.gateway.console.home;

import java.util.List;

import fr.passerelle.gateway.console.ents.StateLine;
import fr.passerelle.gateway.entstate.EntReport;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A delegation with the state of its ENT.
 *
 * @param delegation which
 * @param report how its ENT is
 * @param espaces the published Espaces that it leads into
 */
public record EntLine(Delegation delegation, EntReport report, List<EspaceKey> espaces) {

	/** The badge's tone. */
	public String tone() {
		return StateLine.tone(this.report.state());
	}

}
