package fr.passerelle.gateway.preview;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.Proposal;

/**
 * Says what a change would do.
 */
public final class Previews {

	private final Establishments establishments;

	private final Connected connected;

	private final Function<Delegation, EntState> states;

	Previews(Establishments establishments, Connected connected, Function<Delegation, EntState> states) {
		this.establishments = establishments;
		this.connected = connected;
		this.states = states;
	}

	/**
	 * Judges a change and says what it would do; nothing is changed.
	 * @param uai the establishment
	 * @param edit the change
	 * @param expected the version it was written upon
	 * @return the consequences
	 * @throws fr.passerelle.gateway.document.InvalidDocumentException if it would be
	 * refused
	 */
	public Preview of(Uai uai, DocumentEdit edit, ExpectedVersion expected) {
		return of(this.establishments.propose(uai, edit, expected));
	}

	/** Says what a change that was judged would do. */
	public Preview of(Proposal proposal) {
		return new Preview(proposal, new Comparison(proposal, this.connected, this.states).consequences());
	}

	/** How many people are signed in now; some are in several Espaces. */
	public int people(Uai uai) {
		return this.connected.count(uai, List.of(EspaceKey.values()), null);
	}

	/** How many are signed in now, by Espace; empty Espaces are left out. */
	public Map<EspaceKey, Integer> connected(Uai uai) {
		Map<EspaceKey, Integer> counts = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			int count = this.connected.count(uai, List.of(key), null);
			if (count > 0) {
				counts.put(key, count);
			}
		}
		return counts;
	}

}
