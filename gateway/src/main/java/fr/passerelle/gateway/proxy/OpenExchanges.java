package fr.passerelle.gateway.proxy;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All requests and tunnels that are open. One thread looks at each of them once a second:
 * whether it would still pass, whether it waits too long for a connection, whether its
 * client is there and keeps pace. That needs no event, so no way for a session to end can
 * be forgotten.
 */
final class OpenExchanges {

	private static final Logger logger = LoggerFactory.getLogger(OpenExchanges.class);

	/** A reader that took nothing for so long gives its place to another of its share. */
	private static final Duration STALLED = Duration.ofSeconds(5);

	private final Set<OpenExchange> open = ConcurrentHashMap.newKeySet();

	private final PasserelleSettings.Visitors settings;

	private final Shares shares;

	private final Clock clock;

	OpenExchanges(PasserelleSettings.Visitors settings, int maxConnections, Clock clock) {
		this.settings = settings;
		this.shares = new Shares(settings, maxConnections);
		this.clock = clock;
	}

	/** Opens a request; null where its visitor holds too many already. */
	@Nullable OpenExchange open(Passage passage) {
		List<Shares.Share> wanted = this.shares.of(passage);
		List<Shares.Share> full = this.shares.take(wanted);
		if (!full.isEmpty() && makeRoom(full.get(0))) {
			full = this.shares.take(wanted);
		}
		if (!full.isEmpty()) {
			return null;
		}
		OpenExchange exchange = new OpenExchange(this, passage, wanted, this.clock.millis());
		this.open.add(exchange);
		return exchange;
	}

	/** Of a full share, ends the request whose reader has taken nothing for longest. */
	private boolean makeRoom(Shares.Share full) {
		long before = this.clock.millis() - STALLED.toMillis();
		return this.open.stream()
			.filter((exchange) -> exchange.shares().contains(full))
			.filter((exchange) -> exchange.answer().stalledSince() > 0 && exchange.answer().stalledSince() <= before)
			.min(Comparator.comparingLong((exchange) -> exchange.answer().stalledSince()))
			.map((exchange) -> {
				exchange.makeRoom();
				return true;
			})
			.orElse(false);
	}

	void look() {
		long now = this.clock.millis();
		this.open.forEach((exchange) -> look(exchange, now));
	}

	/** A request that cannot be looked at must not hide the others. */
	private static void look(OpenExchange exchange, long now) {
		try {
			exchange.look(now);
		}
		catch (RuntimeException ex) {
			logger.error("An open request could not be looked at", ex);
		}
	}

	void closed(OpenExchange exchange) {
		if (this.open.remove(exchange)) {
			exchange.shares().forEach(this.shares::giveBack);
		}
	}

	int count() {
		return this.open.size();
	}

	Pace pace() {
		return new Pace(this.settings.paceWindow(), this.settings.paceBytes().toBytes());
	}

	long now() {
		return this.clock.millis();
	}

	long connectionWait() {
		return this.settings.connectionWait().toMillis();
	}

	long closedWait() {
		return this.settings.closedWait().toMillis();
	}

}
