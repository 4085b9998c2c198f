package fr.passerelle.gateway.delegation;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.web.SecretText;
import org.jspecify.annotations.Nullable;

/**
 * Logins that wait for a local password, each bound to one browser by a secret of its
 * own. Used by one atomic step; bounded in number and time.
 */
final class PendingLinks {

	/** How much of the secret tells two logins of one browser apart in an address. */
	private static final int NAME_LENGTH = 8;

	private final Cache<String, PendingLink> byId;

	PendingLinks(Duration lifetime, int max, Clock clock) {
		this.byId = Caffeine.newBuilder()
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.executor(Runnable::run)
			.expireAfterWrite(lifetime)
			.maximumSize(max)
			.build();
	}

	/** Keeps a login and gives the browser's secret. */
	String begin(VouchedLogin login, boolean optional) {
		String secret = SecretText.random();
		String id = SecretText.hash(secret);
		this.byId.put(id, new PendingLink(id, login.establishment().uai(), login.espace().key(),
				login.delegation().id(), login.identity(), login.ticket(), login.target(), optional, false));
		return secret;
	}

	/**
	 * What a browser's secret is called in cookies and addresses; tells nothing of it.
	 */
	static String name(String secret) {
		return SecretText.hash(secret).substring(0, NAME_LENGTH);
	}

	/** The login that a browser's secret stands for, used ones too. */
	@Nullable PendingLink find(@Nullable String secret, Uai uai) {
		if (secret == null || secret.length() > 64) {
			return null;
		}
		PendingLink link = this.byId.getIfPresent(SecretText.hash(secret));
		return (link != null && link.uai().equals(uai)) ? link : null;
	}

	/** Uses a login; whether nobody has used it before. */
	boolean use(PendingLink link) {
		return !link.spent() && this.byId.asMap().replace(link.id(), link, link.used());
	}

}
