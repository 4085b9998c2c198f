package fr.passerelle.gateway.session;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.web.GatewayCookies;
import fr.passerelle.gateway.web.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * One cookie for each Espace entered: leaving one leaves the others, and different people
 * may be in different ones.
 */
public final class SessionCookies {

	private final Sessions sessions;

	/** Over one store. */
	public SessionCookies(Sessions sessions) {
		this.sessions = sessions;
	}

	/** The cookie's purpose, as {@link GatewayCookies} names it. */
	public static String purpose(EspaceKey espace) {
		return "s-" + espace.key();
	}

	/** The session that this browser has in an Espace; null where it has none. */
	public @Nullable GatewaySession find(VisitorRequest request, Establishment establishment, EspaceKey espace) {
		String secret = new GatewayCookies(establishment.isSecure()).value(request, purpose(espace));
		return this.sessions.find(secret, establishment.uai(), espace);
	}

}
