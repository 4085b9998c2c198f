package fr.passerelle.gateway.console.delegations;

/**
 * What "+ Ajouter une délégation" offers, in the order in which the page shows it.
 */
enum WayToAdd {

	/** An ENT of the catalogue. */
	CATALOGUE(""),

	/** A CAS server that the catalogue does not have. */
	BY_HAND("#by-hand"),

	EDUCONNECT("?protocol=EDUCONNECT"), SAML2("?protocol=SAML2"), WS_FEDERATION("?protocol=WS_FEDERATION"),
	OIDC("?protocol=OIDC");

	private final String query;

	WayToAdd(String query) {
		this.query = query;
	}

	/** What follows the address of the form of a new delegation. */
	public String query() {
		return this.query;
	}

}
