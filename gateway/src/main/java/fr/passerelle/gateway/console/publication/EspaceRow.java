package fr.passerelle.gateway.console.publication;

import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;

/**
 * An Espace in the table.
 *
 * @param key which
 * @param published its own switch
 * @param desktop the desktop page's address in full
 * @param mobile the mobile page's address in full
 * @param ways labels of the ENTs that lead in
 * @param direct whether direct login does
 * @param connected people in it now
 */
record EspaceRow(EspaceKey key, boolean published, String desktop, String mobile, List<String> ways, boolean direct,
		int connected) {

	static EspaceRow of(Establishment establishment, Espace espace, int connected) {
		EspaceKey key = espace.key();
		return new EspaceRow(key, espace.published(), establishment.page(key), establishment.mobilePage(key),
				espace.delegations().stream().map(Delegation::label).toList(), espace.directLogin(), connected);
	}

	/** Both addresses, each under the name that the messages give it. */
	public List<Map.Entry<String, String>> addresses() {
		return List.of(Map.entry("desktop", this.desktop), Map.entry("mobile", this.mobile));
	}

	/** Whether this Espace has a sign-in. */
	public boolean asksWho() {
		return this.key != EspaceKey.ETABLISSEMENT;
	}

}
