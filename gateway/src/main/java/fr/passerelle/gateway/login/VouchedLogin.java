package fr.passerelle.gateway.login;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.EntSession;

/**
 * A login whose proof was accepted, and whose person is not recognised yet.
 *
 * @param visit the request that goes on with the login
 * @param delegation leads to the ENT that vouches for the person
 * @param identity what the ENT released
 * @param session at the ENT, as the ENT's single logout names it
 * @param target path and query byte for byte as first asked for
 */
record VouchedLogin(Visit visit, Delegation delegation, RemoteIdentity identity, EntSession session, String target) {

	/** The address first asked for. */
	String address() {
		return this.visit.address(this.target);
	}

	@Override
	public String toString() {
		return "VouchedLogin[" + this.visit.key() + "]";
	}

}
