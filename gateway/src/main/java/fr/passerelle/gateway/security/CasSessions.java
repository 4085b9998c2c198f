package fr.passerelle.gateway.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.http.SecretText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import org.jspecify.annotations.Nullable;

/**
 * The console's sessions that a CAS ticket opened, so that the server can end them. An
 * entry leaves with its session: there are no more of them than sessions.
 */
final class CasSessions {

	private static final String ATTRIBUTE = "fr.passerelle.cas";

	private final Map<String, HttpSession> byTicket = new ConcurrentHashMap<>();

	/** Notes that a ticket of a server opened a session. */
	void opened(HttpSession session, String server, String ticket, String username) {
		session.setAttribute(ATTRIBUTE, new Opened(key(server, ticket), server, username, this.byTicket));
	}

	/**
	 * Ends the session that a ticket opened.
	 * @return whose it was; null if there is none
	 */
	@Nullable String end(String server, String ticket) {
		HttpSession session = this.byTicket.get(key(server, ticket));
		if (session == null) {
			return null;
		}
		try {
			Object opened = session.getAttribute(ATTRIBUTE);
			session.invalidate();
			return (opened instanceof Opened known) ? known.username : null;
		}
		catch (IllegalStateException ex) {
			// It has ended by itself meanwhile.
			return null;
		}
	}

	/** The server that a request's session was opened through; null: none. */
	static @Nullable String server(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null && session.getAttribute(ATTRIBUTE) instanceof Opened opened) ? opened.server : null;
	}

	private static String key(String server, String ticket) {
		return server + " " + SecretText.hash(ticket);
	}

	/** Lies in the session, and is told when that ends. */
	private static final class Opened implements HttpSessionBindingListener {

		private final String key;

		private final String server;

		private final String username;

		private final Map<String, HttpSession> byTicket;

		private Opened(String key, String server, String username, Map<String, HttpSession> byTicket) {
			this.key = key;
			this.server = server;
			this.username = username;
			this.byTicket = byTicket;
		}

		@Override
		public void valueBound(HttpSessionBindingEvent event) {
			this.byTicket.put(this.key, event.getSession());
		}

		@Override
		public void valueUnbound(HttpSessionBindingEvent event) {
			this.byTicket.remove(this.key);
		}

	}

}
