package fr.passerelle.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this node. A look-up touches no lock, SQL or JSON. Browsers hold a
 * secret, this store only its hash; tickets are kept as hashes too.
 */
public final class Sessions {

	/**
	 * Where there is no room, a person with more sessions makes room by them. People have
	 * fewer browsers.
	 */
	private static final int MAX_OF_A_PERSON = 32;

	private final Cache<String, GatewaySession> byId;

	/**
	 * Hash of a ticket, or of another name that an ENT has for its session, to the ids it
	 * opened: one in practice, several where two ENTs chose the same ticket, or where one
	 * session at an ENT opened several here. A list of one id takes a fifth of the memory
	 * of a set that can grow.
	 */
	private final Map<String, List<String>> byTicket = new ConcurrentHashMap<>();

	private final SharedParts parts = new SharedParts();

	private final SessionCounts persons = new SessionCounts();

	private final SessionIndex index = new SessionIndex();

	private final Duration idleTimeout;

	private final Duration maxAge;

	private final int max;

	/** Heap for sessions with more names than a ticket. */
	private final long maxBytes;

	/** What sessions take beside those that came by a ticket, in bytes of heap. */
	private final AtomicLong surplus = new AtomicLong();

	private final Clock clock;

	/**
	 * An empty store.
	 * @param settings idle time, age and count
	 * @param clock for ages and idle times alike
	 */
	public Sessions(PasserelleSettings.Sessions settings, Clock clock) {
		this(settings, HeapShare.SESSIONS.bytes(), clock);
	}

	Sessions(PasserelleSettings.Sessions settings, long maxBytes, Clock clock) {
		this.maxBytes = maxBytes;
		this.idleTimeout = settings.idleTimeout();
		this.maxAge = settings.maxAge();
		this.clock = clock;
		this.max = HeapShare.SESSIONS.entries(settings.max());
		Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
		this.byId = Caffeine.newBuilder()
			.ticker(ticker)
			.executor(Runnable::run)
			.expireAfterAccess(settings.idleTimeout())
			.removalListener((@Nullable String id, @Nullable GatewaySession session, RemovalCause cause) -> forget(id,
					session, cause))
			.build();
	}

	/**
	 * Opens a session under a new secret, always: no session that was there before lives
	 * on under it.
	 * @param uai the establishment
	 * @param espace the one Espace that it opens
	 * @param visitor who
	 * @param delegation the delegation's id or {@link GatewaySession#DIRECT}
	 * @param ticket the ticket that opened it; null for direct login
	 * @param origin from where
	 * @return the session and the secret for the browser's cookie
	 */
	public Opened open(Uai uai, EspaceKey espace, Visitor visitor, String delegation, @Nullable String ticket,
			SignInOrigin origin) {
		return openThrough(uai, espace, visitor, delegation, (ticket != null) ? EntSession.ofTicket(ticket) : null,
				origin);
	}

	/**
	 * Opens a session under a new secret, as above.
	 * @param ent the session at the ENT that the login came with; null for direct login
	 * @return the session and the secret for the browser's cookie
	 */
	public Opened openThrough(Uai uai, EspaceKey espace, Visitor visitor, String delegation, @Nullable EntSession ent,
			SignInOrigin origin) {
		String secret = SecretText.random();
		GatewaySession session = new GatewaySession(SecretText.hash(secret), uai, espace, this.parts.of(visitor),
				delegation, (ent != null) ? SecretText.hash(ent.key()) : null, this.clock.instant(),
				this.parts.of(origin), (ent != null) ? otherNames(ent) : null, (ent != null) ? ent.memory() : null);
		keep(session);
		return new Opened(secret, session);
	}

	private static @Nullable List<String> otherNames(EntSession ent) {
		return ent.otherKeys().isEmpty() ? null : ent.otherKeys().stream().map(SecretText::hash).toList();
	}

	/**
	 * Finds the session of a browser's secret, and counts as a use of it.
	 * @param secret the cookie's value; null without a cookie
	 * @param uai the establishment asked for
	 * @param espace the Espace asked for
	 * @return the session, if it is this Espace's of this establishment
	 */
	public @Nullable GatewaySession find(@Nullable String secret, Uai uai, EspaceKey espace) {
		if (secret == null || secret.length() > 64) {
			return null;
		}
		GatewaySession session = this.byId.getIfPresent(SecretText.hash(secret));
		if (session == null || session.espace() != espace || !session.uai().equals(uai)) {
			return null;
		}
		if (isTooOld(session)) {
			end(session);
			return null;
		}
		return session;
	}

	/**
	 * A page of who is connected, opened last first.
	 * @param uai the establishment
	 * @param filter whom to show
	 * @param offset how many to pass over
	 * @param limit how many at most
	 * @return the page, and how many there are in all
	 */
	public Page<Connection> list(Uai uai, SessionFilter filter, int offset, int limit) {
		List<GatewaySession> found = matching(uai, filter);
		found.sort(Comparator.comparing(GatewaySession::openedAt).reversed().thenComparing(GatewaySession::id));
		List<Connection> page = found.stream().skip(offset).limit(limit).map(this::connection).toList();
		return new Page<>(page, found.size());
	}

	/** How many are connected at an establishment, as {@link #list} counts them. */
	public int count(Uai uai, SessionFilter filter) {
		return matching(uai, filter).size();
	}

	/** How many different people these are: some are in several Espaces. */
	public int people(Uai uai, SessionFilter filter) {
		return people(matching(uai, filter).stream());
	}

	/**
	 * The same for some Espaces.
	 * @param uai the establishment
	 * @param espaces in any of these
	 * @param delegation the way they came, {@link GatewaySession#DIRECT} included; null
	 * for all
	 * @return how many people
	 */
	public int people(Uai uai, Collection<EspaceKey> espaces, @Nullable String delegation) {
		return people(matching(uai, new SessionFilter(delegation, null, null, null)).stream()
			.filter((session) -> espaces.contains(session.espace())));
	}

	private static int people(Stream<GatewaySession> sessions) {
		return (int) sessions.map((session) -> session.visitor().user()).distinct().count();
	}

	/** One session of an establishment, without counting as its use; null if none. */
	public @Nullable GatewaySession peek(Uai uai, String id) {
		GatewaySession session = this.index.find(uai, id);
		return (session != null && isAlive(session)) ? session : null;
	}

	/**
	 * A number that differs after each session opened or ended at an establishment: a
	 * live view compares it as often as the view may change.
	 */
	public long change(Uai uai) {
		return this.index.change(uai);
	}

	/**
	 * Removes sessions that have passed their idle time. This happens by and by without
	 * the call; a live view calls it to be told in time.
	 */
	public void sweep() {
		this.byId.cleanUp();
	}

	/**
	 * Ends all that fit. A session that is opened meanwhile may stay.
	 * @param uai the establishment
	 * @param filter whose sessions
	 * @return those that ended by this call and by no other
	 */
	public List<GatewaySession> endAll(Uai uai, SessionFilter filter) {
		return matching(uai, filter).stream().filter(this::end).toList();
	}

	/** Ends the sessions of some users; those that ended by this call are returned. */
	public List<GatewaySession> endOf(Uai uai, Set<String> users) {
		List<GatewaySession> found = new ArrayList<>();
		for (GatewaySession session : this.index.of(uai)) {
			if (users.contains(session.visitor().user()) && isAlive(session)) {
				found.add(session);
			}
		}
		return found.stream().filter(this::end).toList();
	}

	private List<GatewaySession> matching(Uai uai, SessionFilter filter) {
		SessionFilter.Matcher matcher = filter.matcher();
		List<GatewaySession> found = new ArrayList<>();
		for (GatewaySession session : this.index.of(uai)) {
			if (matcher.accepts(session) && isAlive(session)) {
				found.add(session);
			}
		}
		return found;
	}

	/** Whether a session goes on; does not count as a use. */
	public boolean isOpen(GatewaySession session) {
		return isAlive(session);
	}

	/** Counts as a use of a session that goes on. */
	public void use(GatewaySession session) {
		if (!isTooOld(session)) {
			var unused = this.byId.getIfPresent(session.id());
		}
	}

	/** Does not count as a use. */
	private boolean isAlive(GatewaySession session) {
		return this.byId.policy().getIfPresentQuietly(session.id()) != null && !isTooOld(session);
	}

	private boolean isTooOld(GatewaySession session) {
		return session.openedAt().plus(this.maxAge).isBefore(this.clock.instant());
	}

	/** A session with its last use, without counting as one. */
	public Connection connection(GatewaySession session) {
		Duration idle = this.byId.policy()
			.expireAfterAccess()
			.flatMap((policy) -> policy.ageOf(session.id()))
			.orElse(Duration.ZERO);
		return new Connection(session, this.clock.instant().minus(idle));
	}

	/** Ends a session; true if it was still there. */
	public boolean end(GatewaySession session) {
		return this.byId.asMap().remove(session.id()) != null;
	}

	/**
	 * Ends what a ticket opened (CAS single logout). Where two ENTs chose the same
	 * ticket, only the address posted to can tell which of them speaks: then the sessions
	 * of that Espace end, if the ticket opened one there.
	 * @param uai the establishment whose address was called
	 * @param espace the Espace whose page was called; null where it was no Espace's
	 * @param ticket the message's {@code SessionIndex}
	 * @return the sessions that ended, none where the ticket opened none here
	 */
	public List<GatewaySession> endByTicket(Uai uai, @Nullable EspaceKey espace, String ticket) {
		List<GatewaySession> opened = new ArrayList<>();
		for (String id : this.byTicket.getOrDefault(SecretText.hash(ticket), List.of())) {
			GatewaySession session = this.index.find(uai, id);
			if (session != null) {
				opened.add(session);
			}
		}
		boolean there = opened.stream().anyMatch((session) -> session.espace() == espace);
		return opened.stream().filter((session) -> !there || session.espace() == espace).filter(this::end).toList();
	}

	/** How many sessions there are, about. */
	public long count() {
		return this.byId.estimatedSize();
	}

	int ticketCount() {
		return this.byTicket.size();
	}

	/** How many establishments have sessions, about. */
	int roomCount() {
		return this.index.roomCount();
	}

	/** All sessions with the moment of their last use, for {@link SessionFile}. */
	List<Connection> all() {
		return this.byId.asMap().values().stream().map(this::connection).toList();
	}

	/** Takes up sessions of an earlier run; those past their time stay ended. */
	int restore(List<Connection> kept) {
		Instant now = this.clock.instant();
		int count = 0;
		for (Connection one : kept) {
			boolean alive = one.lastUse().plus(this.idleTimeout).isAfter(now)
					&& one.session().openedAt().plus(this.maxAge).isAfter(now);
			if (alive) {
				keep(this.parts.of(one.session()));
				count++;
			}
		}
		return count;
	}

	private void keep(GatewaySession session) {
		if (session.ticket() != null) {
			name(session.ticket(), session.id());
		}
		if (session.otherNames() != null) {
			session.otherNames().forEach((name) -> name(name, session.id()));
		}
		this.surplus.addAndGet(session.surplus());
		this.persons.add(session, 1);
		this.index.add(session);
		this.byId.put(session.id(), session);
		this.index.changed(session.uai());
		boolean room = true;
		while (room && isFull(this.byId.estimatedSize())) {
			room = makeRoom(session);
		}
	}

	private boolean isFull(long count) {
		return count > this.max || (this.surplus.get() > 0 && count > 1
				&& count * HeapShare.SESSIONS.bytesEach() + this.surplus.get() > this.maxBytes);
	}

	private void name(String name, String id) {
		this.byTicket.merge(name, List.of(id),
				(ids, more) -> Stream.concat(ids.stream(), more.stream()).distinct().toList());
	}

	private void unname(String name, String id) {
		this.byTicket.computeIfPresent(name, (key, ids) -> {
			List<String> left = ids.stream().filter((other) -> !other.equals(id)).toList();
			return left.isEmpty() ? null : left;
		});
	}

	/**
	 * Ends the session that was unused for longest. A person who signs in again and again
	 * loses sessions of their own instead. The cache's own bound would judge by how often
	 * a session is used, and would end new ones.
	 * @param opened the session that the room is for
	 * @return whether one ended
	 */
	private boolean makeRoom(GatewaySession opened) {
		if (this.persons.count(opened) > MAX_OF_A_PERSON) {
			List<GatewaySession> own = this.index.of(opened.uai())
				.stream()
				.filter((other) -> SessionCounts.isSamePerson(other, opened))
				.sorted(Comparator.comparing(GatewaySession::openedAt))
				.toList();
			if (own.size() > MAX_OF_A_PERSON) {
				return end(own.get(0));
			}
		}
		return this.byId.policy()
			.expireAfterAccess()
			.map((policy) -> policy.oldest(1).keySet())
			.filter(this.byId.asMap().keySet()::removeAll)
			.isPresent();
	}

	private void forget(@Nullable String id, @Nullable GatewaySession session, RemovalCause cause) {
		if (id == null || session == null || cause == RemovalCause.REPLACED) {
			return;
		}
		this.index.remove(session);
		this.persons.add(session, -1);
		this.surplus.addAndGet(-session.surplus());
		if (session.ticket() != null) {
			unname(session.ticket(), id);
		}
		if (session.otherNames() != null) {
			session.otherNames().forEach((name) -> unname(name, id));
		}
	}

	/**
	 * A session just opened.
	 *
	 * @param secret for the browser's cookie and nowhere else
	 * @param session the session
	 */
	public record Opened(String secret, GatewaySession session) {

		@Override
		public String toString() {
			return "Opened[" + this.session.espace() + "]";
		}

	}

}
