package fr.passerelle.gateway.console.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Challenges of visitors who have not signed in. Their browsers keep them, sealed with a
 * key of this process, since any visitor can ask for any number of them. Used challenges
 * are remembered here, so that they are not accepted again.
 */
final class PasskeyChallenges {

	private static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final int MAX_SPENT = 10_000;

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	private final Clock clock;

	private final Cache<String, Boolean> spent;

	PasskeyChallenges(Clock clock) {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		this.key = new SecretKeySpec(bytes, ALGORITHM);
		this.clock = clock;
		this.spent = Caffeine.newBuilder()
			.maximumSize(MAX_SPENT)
			.expireAfterWrite(LIFETIME)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

	/** What a browser keeps of a challenge. */
	String seal(String challenge) {
		String text = challenge + "." + this.clock.instant().plus(LIFETIME).getEpochSecond();
		return text + "." + mac(text);
	}

	/** The challenge, if it is ours, young and not used. */
	Optional<String> open(String sealed) {
		String[] parts = sealed.split("\\.", -1);
		if (parts.length != 3 || sealed.length() > 300) {
			return Optional.empty();
		}
		boolean ours = MessageDigest.isEqual(mac(parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
				parts[2].getBytes(StandardCharsets.UTF_8));
		return (ours && Long.parseLong(parts[1]) > this.clock.instant().getEpochSecond()
				&& this.spent.getIfPresent(parts[0]) == null) ? Optional.of(parts[0]) : Optional.empty();
	}

	/** Uses a challenge, and says whether this is its first use. */
	boolean spend(String challenge) {
		return this.spent.asMap().putIfAbsent(challenge, true) == null;
	}

	private String mac(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + ALGORITHM, ex);
		}
	}

}
