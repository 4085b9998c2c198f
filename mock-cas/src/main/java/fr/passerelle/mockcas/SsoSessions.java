package fr.passerelle.mockcas;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The SSO sessions of the ENT, with the tickets that each has issued.
 */
final class SsoSessions {

	private static final int MOST = 10_000;

	private final Map<String, Session> sessions = new LinkedHashMap<>();

	private final Supplier<String> secrets;

	SsoSessions(Supplier<String> secrets) {
		this.secrets = secrets;
	}

	/** Opens a session. Its id is the cookie's value. */
	synchronized String open(String username) {
		String id = "TGT-" + this.secrets.get();
		this.sessions.put(id, new Session(username, new ArrayList<>()));
		if (this.sessions.size() > MOST) {
			Iterator<String> oldest = this.sessions.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
		return id;
	}

	synchronized @Nullable String usernameOf(@Nullable String id) {
		Session session = this.sessions.get(id);
		return (session != null) ? session.username() : null;
	}

	synchronized void visit(String id, IssuedTicket ticket) {
		Session session = this.sessions.get(id);
		if (session != null) {
			session.visited().add(ticket);
		}
	}

	/** Ends a session and returns the tickets that single logout has to name. */
	synchronized List<IssuedTicket> end(@Nullable String id) {
		Session session = this.sessions.remove(id);
		return (session != null) ? session.visited() : List.of();
	}

	synchronized List<IssuedTicket> endAll(Predicate<String> username) {
		List<IssuedTicket> visited = new ArrayList<>();
		this.sessions.values().removeIf((session) -> {
			boolean ends = username.test(session.username());
			if (ends) {
				visited.addAll(session.visited());
			}
			return ends;
		});
		return visited;
	}

	synchronized int count() {
		return this.sessions.size();
	}

	synchronized void clear() {
		this.sessions.clear();
	}

	private record Session(String username, List<IssuedTicket> visited) {
	}

}
