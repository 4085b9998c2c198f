package fr.passerelle.gateway.login;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.identity.RemoteIdentity;

/**
 * A login whose ticket the ENT has accepted: it remains to be seen who this is here.
 *
 * @param establishment where
 * @param espace the Espace asked for
 * @param delegation who vouches
 * @param identity what it said
 * @param ticket by which its single logout will name the session
 * @param target path and query byte for byte as first asked for
 */
record VouchedLogin(Establishment establishment, Espace espace, Delegation delegation, RemoteIdentity identity,
		ServiceTicket ticket, String target) {

	/** The address first asked for. */
	String address() {
		return this.establishment.publicUrl() + this.target;
	}

	@Override
	public String toString() {
		return "VouchedLogin[" + this.espace.key() + "]";
	}

}
