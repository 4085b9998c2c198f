package fr.passerelle.mockcas;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The tickets that wait for their one validation, and the list of those issued.
 */
final class TicketRegistry {

	/** Of each list. Beyond it the oldest ticket is dropped, as if it had expired. */
	private static final int MOST = 100_000;

	private final Map<String, IssuedTicket> waiting = new LinkedHashMap<>();

	private final List<IssuedTicket> issued = new ArrayList<>();

	private final SecureRandom random = new SecureRandom();

	private final Clock clock;

	private final Duration life;

	private final TicketShape shape;

	private final String host;

	private long count;

	TicketRegistry(Clock clock, Duration life, TicketShape shape, String host) {
		this.clock = clock;
		this.life = life;
		this.shape = shape;
		this.host = host;
	}

	IssuedTicket issue(String username, String service, boolean fromNewLogin) {
		return issue("ST", username, service, fromNewLogin, List.of());
	}

	IssuedTicket issueProxy(String username, String service, List<String> proxies) {
		return issue("PT", username, service, false, proxies);
	}

	private synchronized IssuedTicket issue(String prefix, String username, String service, boolean fromNewLogin,
			List<String> proxies) {
		String value = this.shape.next(prefix, ++this.count, this.random, this.host);
		IssuedTicket ticket = new IssuedTicket(value, username, service, this.clock.instant(), fromNewLogin, proxies);
		this.waiting.put(value, ticket);
		forgetOldest(this.waiting.keySet().iterator(), this.waiting.size());
		this.issued.add(ticket);
		forgetOldest(this.issued.iterator(), this.issued.size());
		return ticket;
	}

	/**
	 * Takes a ticket out, before the validation is decided. It is one step, so that one
	 * of several simultaneous requests gets the ticket.
	 */
	synchronized @Nullable IssuedTicket consume(String value) {
		IssuedTicket ticket = this.waiting.remove(value);
		if (ticket == null || !this.clock.instant().isBefore(ticket.issuedAt().plus(this.life))) {
			return null;
		}
		return ticket;
	}

	synchronized List<IssuedTicket> issued() {
		return List.copyOf(this.issued);
	}

	synchronized void clear() {
		this.waiting.clear();
		this.issued.clear();
	}

	String secret() {
		return TicketShape.secret(this.random);
	}

	private static void forgetOldest(Iterator<?> oldest, int size) {
		if (size > MOST) {
			oldest.next();
			oldest.remove();
		}
	}

}
