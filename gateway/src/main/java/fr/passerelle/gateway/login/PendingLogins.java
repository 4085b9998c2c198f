package fr.passerelle.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;

/**
 * Logins under way, each bound to one browser by a secret of its own, so that ten tabs
 * opened together do not overwrite each other. Each is taken in one atomic step. They are
 * bounded in bytes, number and time, and shared out by client address.
 */
final class PendingLogins {

	/**
	 * Logins to one page begun closer to each other than this count as tabs opened
	 * together.
	 */
	private static final Duration TOGETHER = Duration.ofSeconds(15);

	/**
	 * A longer address is kept apart, in a quarter of the room. Where that is full, its
	 * login stays and leads to the page without the query.
	 */
	static final int LONG_TARGET = 1024;

	/** A login without its path and target, in bytes of heap. */
	private static final int WEIGHT = 400;

	private final SharedTable<PendingLogin> byId;

	private final SharedTable<String> longTargets;

	private final Clock clock;

	/**
	 * Begins with no login.
	 * @param settings number and lifetime
	 * @param maxBytes of heap that all of them may take
	 * @param clock dates
	 */
	PendingLogins(PasserelleSettings.Login settings, long maxBytes, Clock clock) {
		this.clock = clock;
		long forLongTargets = maxBytes / 4;
		this.byId = new SharedTable<>(maxBytes - forLongTargets, settings.maxPending(), settings.pendingLifetime(),
				clock);
		this.longTargets = new SharedTable<>(forLongTargets, settings.maxPending(), settings.pendingLifetime(), clock);
	}

	/**
	 * Keeps a login.
	 * @param id the hash of the browser's secret
	 * @param visit the request that begins it
	 * @param delegation leads to the ENT
	 * @param destination where to arrive
	 */
	void begin(String id, Visit visit, Delegation delegation, LoginFlow.Destination destination) {
		String target = destination.target();
		VisitorRequest request = visit.request();
		String path = request.path().decoded();
		boolean isLong = target.length() > LONG_TARGET;
		String kept = isLong ? request.path().raw() : target;
		PendingLogin login = new PendingLogin(id, visit.establishment().uai(), visit.key(), delegation.id(), path, kept,
				destination.attempt(), this.clock.instant());
		this.byId.put(id, login, WEIGHT + 2 * path.length() + kept.length(), request.clientAddress());
		if (isLong) {
			this.longTargets.put(id, target, target.length(), request.clientAddress());
		}
	}

	/**
	 * Takes the login that a returning browser means: of those for this page, the oldest
	 * of the tabs opened together last. Someone who gave up and asked again gets what
	 * they asked for last; tabs opened together come back in the order they left, since
	 * nothing in a CAS address tells them apart.
	 * @param secrets all that the browser sent
	 * @param visit the page that it came back to
	 * @return the login, which no other request can take any more; null where this
	 * browser began none for this page
	 */
	@Nullable PendingLogin take(Collection<String> secrets, Visit visit) {
		Uai uai = visit.establishment().uai();
		String path = visit.request().path().decoded();
		List<PendingLogin> mine = secrets.stream()
			.map(this::ofSecret)
			.filter(Objects::nonNull)
			.filter((login) -> login.uai().equals(uai) && login.espace() == visit.key() && login.path().equals(path))
			.sorted(Comparator.comparing(PendingLogin::begunAt).reversed())
			.collect(Collectors.toList());
		for (int i = oldestOfLastTogether(mine); i >= 0; i--) {
			PendingLogin login = take(mine.get(i).id());
			if (login != null) {
				return login;
			}
		}
		return null;
	}

	/**
	 * The login under way of a handle, which stays: who brings a handle back has not
	 * shown to be the browser that began the login.
	 */
	@Nullable PendingLogin find(String handle) {
		return (handle.length() <= 64) ? this.byId.get(handle) : null;
	}

	/**
	 * Takes a login by its handle.
	 * @return the login, which no other request can take any more; null if it has gone
	 */
	@Nullable PendingLogin take(String handle) {
		PendingLogin login = this.byId.take(handle);
		String whole = (login != null) ? this.longTargets.take(handle) : null;
		return (login != null && whole != null) ? login.withTarget(whole) : login;
	}

	/**
	 * Gives up the surplus of one browser: first the secrets whose login is gone, then
	 * the oldest logins of the page that has most, so that a page which asks again and
	 * again does not push out the login of another tab.
	 * @param secrets all that the browser sent
	 * @param most how many may stay
	 * @return the secrets given up
	 */
	Set<String> giveUpBeyond(Collection<String> secrets, int most) {
		Map<String, String> secretById = new HashMap<>();
		secrets.forEach((secret) -> secretById.put(SecretText.hash(secret), secret));
		Map<String, List<PendingLogin>> byPage = secretById.keySet()
			.stream()
			.map(this.byId::get)
			.filter(Objects::nonNull)
			.sorted(Comparator.comparing(PendingLogin::begunAt))
			.collect(Collectors.groupingBy(PendingLogin::path));
		int left = byPage.values().stream().mapToInt(List::size).sum();
		for (; left > most; left--) {
			byPage.values()
				.stream()
				.max(Comparator.comparingInt(List::size))
				.ifPresent((page) -> forget(page.remove(0)));
		}
		Set<String> stay = byPage.values()
			.stream()
			.flatMap(List::stream)
			.map(PendingLogin::id)
			.collect(Collectors.toSet());
		secretById.keySet().removeAll(stay);
		return Set.copyOf(secretById.values());
	}

	private void forget(PendingLogin login) {
		this.byId.take(login.id());
		this.longTargets.take(login.id());
	}

	private @Nullable PendingLogin ofSecret(String secret) {
		return (secret.length() <= 64) ? this.byId.get(SecretText.hash(secret)) : null;
	}

	/** The weight of all logins now, in bytes. */
	long bytes() {
		return this.byId.bytes() + this.longTargets.bytes();
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
