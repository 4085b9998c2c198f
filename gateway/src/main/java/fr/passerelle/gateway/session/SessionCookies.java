package fr.passerelle.gateway.session;

import java.time.Duration;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * One cookie for each Espace entered: leaving one leaves the others, and different people
 * may be in different ones.
 */
public final class SessionCookies {

	/** Tabs that were opened together have all arrived after this time. */
	private static final Duration TABS_ARRIVE = Duration.ofMinutes(1);

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

	/**
	 * Ends what this browser had in an Espace before it signed in anew: the person could
	 * no longer sign out of that session, and it would stay open. Tabs that sign the same
	 * person in at the same time leave each other alone.
	 * @param request the sign-in, with the cookie of before
	 * @param establishment where
	 * @param opened the new session
	 */
	public void replace(VisitorRequest request, Establishment establishment, GatewaySession opened) {
		GatewaySession before = find(request, establishment, opened.espace());
		if (before != null && !(isSamePerson(before, opened) && isOpenedJustBefore(before, opened))) {
			this.sessions.end(before);
		}
	}

	private static boolean isSamePerson(GatewaySession before, GatewaySession opened) {
		return before.visitor().user().equals(opened.visitor().user());
	}

	private static boolean isOpenedJustBefore(GatewaySession before, GatewaySession opened) {
		return before.openedAt().plus(TABS_ARRIVE).isAfter(opened.openedAt());
	}

}
