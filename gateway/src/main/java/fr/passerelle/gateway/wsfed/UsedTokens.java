package fr.passerelle.gateway.wsfed;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for which login each token came. Only tokens that were verified get here, and
 * a token counts for logins that began at most {@link MessageTime#SKEW} after it was
 * made, so that none has to be remembered longer than the latest of those logins lives.
 * <p>
 * None is forgotten before. An establishment takes another place only while it holds
 * fewer than are free, so that some are always free for the others: of one establishment
 * alone, half of all places stay free.
 */
final class UsedTokens {

	/** Where the heap has room. */
	static final int MAX_TOKENS = 500_000;

	private final int max;

	private final long lifetime;

	private final Clock clock;

	/** In the order they came, which is the order in which they expire. */
	private final Map<String, Used> byToken = new LinkedHashMap<>();

	private final Map<Uai, Integer> held = new HashMap<>();

	/**
	 * None yet.
	 * @param max how many to remember
	 * @param pending how long a login is pending
	 * @param clock for the lifetime
	 */
	UsedTokens(int max, Duration pending, Clock clock) {
		this.max = max;
		this.lifetime = pending.plus(MessageTime.SKEW.multipliedBy(2)).toMillis();
		this.clock = clock;
	}

	/**
	 * Uses a token for a login. The same login may bring it again, as a browser does that
	 * posts a form twice.
	 * @param uai the establishment that the login is for
	 * @param issuer of the token
	 * @param token that was verified
	 * @param handle of the login
	 */
	Use use(Uai uai, String issuer, Token token, String handle) {
		String key = SecretText.hash(issuer + "\n" + token.id());
		long now = this.clock.millis();
		synchronized (this) {
			forgetExpired(now);
			Used before = this.byToken.get(key);
			if (before != null) {
				return before.handle().equals(handle) ? Use.COUNTS : Use.OF_ANOTHER_LOGIN;
			}
			if (this.held.getOrDefault(uai, 0) >= this.max - this.byToken.size()) {
				return Use.NO_ROOM;
			}
			this.byToken.put(key, new Used(uai, handle, now + this.lifetime));
			this.held.merge(uai, 1, Integer::sum);
			return Use.COUNTS;
		}
	}

	private void forgetExpired(long now) {
		Iterator<Used> oldestFirst = this.byToken.values().iterator();
		while (oldestFirst.hasNext()) {
			Used used = oldestFirst.next();
			if (used.until() > now) {
				return;
			}
			oldestFirst.remove();
			this.held.computeIfPresent(used.uai(), UsedTokens::oneLess);
		}
	}

	private static @Nullable Integer oneLess(Uai uai, Integer number) {
		return (number > 1) ? number - 1 : null;
	}

	/** What comes of a token. */
	enum Use {

		/** It is for this login alone. */
		COUNTS,

		/** It came with another login before. */
		OF_ANOTHER_LOGIN,

		/** It could not be remembered, so that it counts for no login. */
		NO_ROOM

	}

	/**
	 * A token that came.
	 *
	 * @param uai the establishment of its login
	 * @param handle of its login
	 * @param until when no login is left that it could open, in milliseconds
	 */
	private record Used(Uai uai, String handle, long until) {
	}

}
