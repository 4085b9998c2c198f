package fr.passerelle.gateway.delegation;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.web.RequestPath;
import fr.passerelle.gateway.web.SecretText;
import org.jspecify.annotations.Nullable;

/**
 * Logins under way, each bound to one browser by a secret of its own, so that ten tabs
 * opened at once do not overwrite each other. Taken by one atomic step; bounded in number
 * and time.
 */
final class PendingLogins {

	/**
	 * Logins to one page begun closer to each other than this count as tabs opened
	 * together.
	 */
	private static final Duration TOGETHER = Duration.ofSeconds(15);

	private final Cache<String, PendingLogin> byId;

	private final Clock clock;

	PendingLogins(PasserelleSettings.Login settings, Clock clock) {
		this.clock = clock;
		this.byId = Caffeine.newBuilder()
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.executor(Runnable::run)
			.expireAfterWrite(settings.pendingLifetime())
			.maximumSize(settings.maxPending())
			.build();
	}

	/** Keeps a login and gives the browser's secret. */
	String begin(Establishment establishment, EspaceKey espace, String delegation, RequestPath path, String target,
			int attempt) {
		String secret = SecretText.random();
		String id = SecretText.hash(secret);
		this.byId.put(id, new PendingLogin(id, establishment.uai(), espace, delegation, path.decoded(), target, attempt,
				this.clock.instant()));
		return secret;
	}

	/**
	 * Takes the login that a returning browser means: of those for this page, the oldest
	 * of the tabs opened together last. Someone who gave up and asked again gets what
	 * they asked for last; tabs opened together come back in the order they left, since
	 * nothing in a CAS address tells them apart.
	 * @param secrets all that the browser sent
	 * @param uai the establishment asked for
	 * @param espace the Espace asked for
	 * @param path the decoded path it came back to
	 * @return the login, which nobody else can take any more; null where this browser
	 * began none for this page
	 */
	@Nullable PendingLogin take(Collection<String> secrets, Uai uai, EspaceKey espace, String path) {
		List<PendingLogin> mine = secrets.stream()
			.filter((secret) -> secret.length() <= 64)
			.map((secret) -> this.byId.getIfPresent(SecretText.hash(secret)))
			.filter(Objects::nonNull)
			.filter((login) -> login.uai().equals(uai) && login.espace() == espace && login.path().equals(path))
			.sorted(Comparator.comparing(PendingLogin::begunAt).reversed())
			.collect(Collectors.toList());
		for (int i = oldestOfLastTogether(mine); i >= 0; i--) {
			PendingLogin login = mine.get(i);
			if (this.byId.asMap().remove(login.id(), login)) {
				return login;
			}
		}
		return null;
	}

	private static int oldestOfLastTogether(List<PendingLogin> newestFirst) {
		int last = newestFirst.size() - 1;
		for (int i = 0; i < last; i++) {
			Duration gap = Duration.between(newestFirst.get(i + 1).begunAt(), newestFirst.get(i).begunAt());
			if (gap.compareTo(TOGETHER) > 0) {
				return i;
			}
		}
		return last;
	}

}
