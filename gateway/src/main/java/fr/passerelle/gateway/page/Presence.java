package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;

/**
 * A session that this browser holds.
 *
 * @param espace the Espace that it opens
 * @param name the person's name
 * @param delegationLabel the ENT that the person came through; null where the person came
 * without one, or the Espace no longer has it
 * @param direct whether the person came by the form for the school's own accounts
 */
public record Presence(EspaceKey espace, String name, @Nullable String delegationLabel, boolean direct) {

	/** Whether the ENT has a session of its own that can be ended too. */
	public boolean throughEnt() {
		return this.delegationLabel != null;
	}

}
