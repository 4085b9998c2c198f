package fr.passerelle.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.web.SecretText;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this node. A look-up touches no lock, SQL or JSON. Browsers hold a
 * secret, this store only its hash; tickets are kept as hashes too.
 */
public final class Sessions {

	private final Cache<String, GatewaySession> byId;

	/**
	 * Ticket hash to the ids it opened: one in practice, several only where two ENTs
	 * chose the same ticket.
	 */
	private final Map<String, Set<String>> byTicket = new ConcurrentHashMap<>();

	private final Duration idleTimeout;

	private final Duration maxAge;

	private final Clock clock;

	/**
	 * An empty store.
	 * @param settings idle time, age and count
	 * @param clock for ages and idle times alike
	 */
	public Sessions(PasserelleSettings.Sessions settings, Clock clock) {
		this.idleTimeout = settings.idleTimeout();
		this.maxAge = settings.maxAge();
		this.clock = clock;
		Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
		this.byId = Caffeine.newBuilder()
			.ticker(ticker)
			.executor(Runnable::run)
			.expireAfterAccess(settings.idleTimeout())
			.maximumSize(settings.max())
			.removalListener((@Nullable String id, @Nullable GatewaySession session,
					RemovalCause cause) -> forgetTicket(id, session))
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
	 * @return the session and the secret for the browser's cookie
	 */
	public Opened open(Uai uai, EspaceKey espace, Visitor visitor, String delegation, @Nullable String ticket) {
		String secret = SecretText.random();
		GatewaySession session = new GatewaySession(SecretText.hash(secret), uai, espace, visitor, delegation,
				(ticket != null) ? SecretText.hash(ticket) : null, this.clock.instant());
		keep(session);
		return new Opened(secret, session);
	}

	/**
	 * Finds the session that a browser's secret stands for, and counts as its use.
	 * @param secret the cookie's value; null where there is none
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
		if (session.openedAt().plus(this.maxAge).isBefore(this.clock.instant())) {
			end(session);
			return null;
		}
		return session;
	}

	/** Ends a session at once; whether it was still there. */
	public boolean end(GatewaySession session) {
		return this.byId.asMap().remove(session.id()) != null;
	}

	/**
	 * Ends what a ticket opened in one Espace (CAS single logout).
	 * @param uai the establishment whose page was called
	 * @param espace the Espace whose page was called
	 * @param ticket the message's {@code SessionIndex}
	 * @return the sessions that ended, none where the ticket opened none here
	 */
	public List<GatewaySession> endByTicket(Uai uai, EspaceKey espace, String ticket) {
		List<GatewaySession> ended = new ArrayList<>();
		for (String id : Set.copyOf(this.byTicket.getOrDefault(SecretText.hash(ticket), Set.of()))) {
			GatewaySession session = this.byId.asMap().get(id);
			if (session != null && session.uai().equals(uai) && session.espace() == espace && end(session)) {
				ended.add(session);
			}
		}
		return ended;
	}

	/** How many sessions there are, about. */
	public long count() {
		return this.byId.estimatedSize();
	}

	int ticketCount() {
		return this.byTicket.size();
	}

	/** All sessions with the moment of their last use, for {@link SessionFile}. */
	List<Kept> all() {
		Instant now = this.clock.instant();
		List<Kept> all = new ArrayList<>();
		var idle = this.byId.policy().expireAfterAccess().orElseThrow();
		this.byId.asMap()
			.forEach((id, session) -> all.add(new Kept(session, now.minus(idle.ageOf(id).orElse(Duration.ZERO)))));
		return all;
	}

	/** Takes up sessions of an earlier run; those past their time stay ended. */
	int restore(List<Kept> kept) {
		Instant now = this.clock.instant();
		int count = 0;
		for (Kept one : kept) {
			boolean alive = one.lastUse().plus(this.idleTimeout).isAfter(now)
					&& one.session().openedAt().plus(this.maxAge).isAfter(now);
			if (alive) {
				keep(one.session());
				count++;
			}
		}
		return count;
	}

	private void keep(GatewaySession session) {
		if (session.ticket() != null) {
			this.byTicket.computeIfAbsent(session.ticket(), (ticket) -> ConcurrentHashMap.newKeySet(1))
				.add(session.id());
		}
		this.byId.put(session.id(), session);
	}

	private void forgetTicket(@Nullable String id, @Nullable GatewaySession session) {
		if (id != null && session != null && session.ticket() != null) {
			this.byTicket.computeIfPresent(session.ticket(), (ticket, ids) -> {
				ids.remove(id);
				return ids.isEmpty() ? null : ids;
			});
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

	record Kept(GatewaySession session, Instant lastUse) {
	}

}
