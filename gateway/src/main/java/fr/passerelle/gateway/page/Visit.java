package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.VisitorRequest;

/**
 * A visitor's request for one Espace of one school.
 *
 * @param request the request
 * @param establishment the school
 * @param espace the Espace asked for
 */
public record Visit(VisitorRequest request, Establishment establishment, Espace espace) {

	/** The key of the Espace asked for. */
	public EspaceKey key() {
		return this.espace.key();
	}

	/** The gateway's cookies at this school. */
	public GatewayCookies cookies() {
		return new GatewayCookies(this.establishment.isSecure());
	}

	/** The complete address of a path and query at this school. */
	public String address(String target) {
		return this.establishment.address(target);
	}

	/** The complete address that was asked for. */
	public String address() {
		return address(this.request.target());
	}

	/** The address of Page commune. */
	public String home() {
		return this.establishment.home();
	}

	/** A refusal of this visit. */
	public Refusal refusal(ErrorCode code) {
		return Refusal.of(code).at(this.establishment, this.espace.key());
	}

	@Override
	public String toString() {
		return "Visit[" + this.espace.key() + "]";
	}

}
