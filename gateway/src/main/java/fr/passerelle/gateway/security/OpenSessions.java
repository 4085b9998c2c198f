package fr.passerelle.gateway.security;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/**
 * The console's sessions, all of people who gave a right password: past a number the one
 * unused longest ends.
 */
final class OpenSessions implements HttpSessionListener, HttpSessionIdListener {

	private final int max;

	private final Map<String, HttpSession> byId = new ConcurrentHashMap<>();

	OpenSessions(int max) {
		this.max = max;
	}

	@Override
	public void sessionCreated(HttpSessionEvent event) {
		this.byId.put(event.getSession().getId(), event.getSession());
		while (this.byId.size() > this.max) {
			this.byId.values()
				.stream()
				.filter((session) -> !session.equals(event.getSession()))
				.min(Comparator.comparingLong(OpenSessions::used))
				.ifPresent(this::end);
		}
	}

	@Override
	public void sessionDestroyed(HttpSessionEvent event) {
		this.byId.remove(event.getSession().getId());
	}

	@Override
	public void sessionIdChanged(HttpSessionEvent event, String before) {
		this.byId.remove(before);
		this.byId.put(event.getSession().getId(), event.getSession());
	}

	/** Ends all of these but the last that were used. */
	void keepLast(List<String> ids, int most) {
		List<HttpSession> theirs = ids.stream().filter(this.byId::containsKey).map(this.byId::get).toList();
		theirs.stream()
			.sorted(Comparator.comparingLong(OpenSessions::used))
			.limit(Math.max(0, theirs.size() - most))
			.forEach(this::end);
	}

	/** How many are open. */
	int count() {
		return this.byId.size();
	}

	private void end(HttpSession session) {
		this.byId.values().remove(session);
		try {
			session.invalidate();
		}
		catch (IllegalStateException ex) {
			// It has ended by itself meanwhile.
		}
	}

	private static long used(HttpSession session) {
		try {
			return session.getLastAccessedTime();
		}
		catch (IllegalStateException ex) {
			return 0;
		}
	}

}
