package fr.passerelle.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.PasserelleSettings;

/**
 * Sessions at one establishment, and browsers that have some.
 */
public final class TestSessions {

	private final Establishment establishment;

	private final Sessions sessions;

	/** No session yet. */
	public TestSessions(Establishment establishment, Clock clock) {
		this(establishment, new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 1000), clock));
	}

	/** The sessions of a store. */
	public TestSessions(Establishment establishment, Sessions sessions) {
		this.establishment = establishment;
		this.sessions = sessions;
	}

	/** The store. */
	public Sessions sessions() {
		return this.sessions;
	}

	/** Opens a session by a ticket of this delegation's. */
	public Sessions.Opened open(EspaceKey espace, String user, String delegation, String ticket) {
		return this.sessions.open(this.establishment.uai(), espace,
				new Visitor(user, user, Set.of(Profile.TUT), Set.of(espace)), delegation, ticket,
				SignInOrigin.of(FakeRequest.get("/")));
	}

	/** The same request from the browser that has this session. */
	public FakeRequest from(Sessions.Opened opened, FakeRequest request) {
		GatewayCookies cookies = new GatewayCookies(this.establishment.isSecure());
		String purpose = SessionCookies.purpose(opened.session().espace());
		return request.cookiesOf(Answer.empty(200).with(cookies.set(purpose, opened.secret(), null)));
	}

	/** Whether this session lives. */
	public boolean isOpen(Sessions.Opened opened) {
		return this.sessions.isOpen(opened.session());
	}

}
