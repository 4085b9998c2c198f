package fr.passerelle.gateway.login;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.session.EntSession;

/**
 * A vouched login that waits for the local name and password. It holds ids and not the
 * configuration, which may change while the person looks for their password.
 *
 * @param id the hash of the browser's secret
 * @param uai the establishment
 * @param espace the Espace asked for
 * @param delegation the delegation's id
 * @param identity what the ENT said
 * @param session at the ENT
 * @param target as first asked for
 * @param optional whether a person without a local account may go on
 * @param spent whether it has been used: each later use is a replay
 */
record PendingLink(String id, Uai uai, EspaceKey espace, String delegation, RemoteIdentity identity, EntSession session,
		String target, boolean optional, boolean spent) {

	/** The same login, used. */
	PendingLink used() {
		return new PendingLink(this.id, this.uai, this.espace, this.delegation, this.identity, this.session,
				this.target, this.optional, true);
	}

	@Override
	public String toString() {
		return "PendingLink[" + this.espace + "]";
	}

}
