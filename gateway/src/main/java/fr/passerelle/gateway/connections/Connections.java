package fr.passerelle.gateway.connections;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.session.Connection;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionFilter;
import fr.passerelle.gateway.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * The connections of an establishment: seen, and ended with an account of it. Someone
 * whose session was ended starts the login over with their next page, and is not told by
 * whom. Those of this node: sessions live in its memory.
 */
public final class Connections {

	/** Most connections on a page. */
	public static final int MAX_PAGE = 200;

	/**
	 * Most people of one incident that the trail names one by one: it takes this many at
	 * once beside the logins that follow. Its summary counts them all.
	 */
	static final int MAX_NAMED = 2000;

	/** Longest reason that is kept, in characters. */
	public static final int MAX_REASON = 200;

	private static final String CLOSED = "closed";

	private final Sessions sessions;

	private final AuditTrail audit;

	private final Clock clock;

	Connections(Sessions sessions, AuditTrail audit, Clock clock) {
		this.sessions = sessions;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * A page of who is connected, signed in last first.
	 * @param uai the establishment
	 * @param filter whom to show
	 * @param page counted from 0
	 * @param size connections on a page, 1 to {@link #MAX_PAGE}
	 * @return the page and the number of all that fit
	 */
	public Page<Connection> list(Uai uai, SessionFilter filter, int page, int size) {
		int limit = Math.max(1, Math.min(size, MAX_PAGE));
		long offset = (long) Math.max(0, page) * limit;
		return this.sessions.list(uai, filter, (int) Math.min(offset, Integer.MAX_VALUE), limit);
	}

	/** How many connections there are. */
	public int count(Uai uai, SessionFilter filter) {
		return this.sessions.count(uai, filter);
	}

	/** How many different people they are. */
	public int people(Uai uai, SessionFilter filter) {
		return this.sessions.people(uai, filter);
	}

	/** One of them. */
	public Optional<Connection> find(Uai uai, String id) {
		return Optional.ofNullable(this.sessions.peek(uai, id)).map(this.sessions::connection);
	}

	/**
	 * A number that differs after every change of who is connected.
	 */
	public long change(Uai uai) {
		return this.sessions.change(uai);
	}

	/** Takes notice of sessions that idled out. */
	public void sweep() {
		this.sessions.sweep();
	}

	/**
	 * Ends one session.
	 * @param uai the establishment
	 * @param id the session's id
	 * @param by who ends it
	 * @param reason why, if they said; cut at {@value #MAX_REASON} characters
	 * @return the session that ended by this call; empty where it had ended before
	 */
	public Optional<GatewaySession> end(Uai uai, String id, Actor by, @Nullable String reason) {
		Optional<GatewaySession> ended = Optional.ofNullable(this.sessions.peek(uai, id)).filter(this.sessions::end);
		ended.ifPresent((session) -> record(uai, List.of(session), "one session", by, reason));
		return ended;
	}

	/**
	 * Ends all that fit.
	 * @param uai the establishment
	 * @param filter whose sessions
	 * @param by who ends them
	 * @param reason why, as above
	 * @return how many ended by this call
	 */
	public int endAll(Uai uai, SessionFilter filter, Actor by, @Nullable String reason) {
		List<GatewaySession> ended = this.sessions.endAll(uai, filter);
		record(uai, ended, words(filter), by, reason);
		return ended.size();
	}

	/**
	 * Ends the sessions of people who are no more of the school.
	 * @param uai the establishment
	 * @param users whose sessions, by the user that applications get
	 * @param by who closed them
	 */
	void endOf(Uai uai, Set<String> users, Actor by) {
		List<GatewaySession> ended = this.sessions.endOf(uai, users);
		if (!ended.isEmpty()) {
			record(uai, ended, CLOSED, by, null);
		}
	}

	private void record(Uai uai, List<GatewaySession> ended, String which, Actor by, @Nullable String reason) {
		Instant now = this.clock.instant();
		String why = why(reason);
		this.audit.record(AuditEntry.of(now, AuditType.SESSIONS_ENDED)
			.withUai(uai)
			.by(by)
			.withDetail(ended.size() + " ended, " + which + why));
		ended.stream()
			.limit(MAX_NAMED)
			.forEach((session) -> this.audit.record(AuditEntry.of(now, AuditType.SESSION_ENDED)
				.at(uai, session.espace())
				.withDelegation(session.delegation())
				.withPerson(session.visitor().user())
				.withAddress(by.address())
				.withDetail("by " + by.name() + why)));
	}

	private static String why(@Nullable String reason) {
		String line = (reason != null) ? reason.strip() : "";
		return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), MAX_REASON));
	}

	private static String words(SessionFilter filter) {
		List<String> words = new ArrayList<>();
		if (filter.delegation() != null) {
			words.add("delegation " + filter.delegation());
		}
		if (filter.profile() != null) {
			words.add("profile " + filter.profile());
		}
		if (filter.espace() != null) {
			words.add("espace " + filter.espace().key());
		}
		if (filter.text() != null) {
			words.add("name like " + filter.text());
		}
		return words.isEmpty() ? "everybody" : String.join(", ", words);
	}

}
