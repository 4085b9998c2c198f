package fr.passerelle.gateway.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Secrets of codes that are not confirmed yet, in this node's memory: a secret that was
 * seen and left must open nothing later. Each is made anew, for one place that began, and
 * dies after {@link #LIFETIME}, or when its account's sessions end.
 */
final class Enrolments {

	/** How long a secret that was shown waits for its first code. */
	static final Duration LIFETIME = Duration.ofMinutes(10);

	/** Enrolments under way; past it the oldest have to begin again. */
	private static final int MAX_UNDER_WAY = 1000;

	private final Cache<String, Begun> begun;

	Enrolments(Clock clock) {
		Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
		this.begun = Caffeine.newBuilder().maximumSize(MAX_UNDER_WAY).expireAfterWrite(LIFETIME).ticker(ticker).build();
	}

	/** Makes a secret in place of the one that this place had. */
	byte[] begin(String place, Account account) {
		byte[] secret = Totp.newSecret();
		this.begun.put(place, new Begun(account.username(), account.stamp(), secret));
		return secret;
	}

	/** The secret that this place was shown, where it is still this account's. */
	Optional<byte[]> find(String place, Account account) {
		return Optional.ofNullable(this.begun.getIfPresent(place))
			.filter((one) -> one.username.equals(account.username()) && one.stamp == account.stamp())
			.map((one) -> one.secret);
	}

	void end(String place) {
		this.begun.invalidate(place);
	}

	/** A secret, and whose it was when it was shown. */
	private static final class Begun {

		private final String username;

		private final long stamp;

		private final byte[] secret;

		Begun(String username, long stamp, byte[] secret) {
			this.username = username;
			this.stamp = stamp;
			this.secret = secret;
		}

	}

}
