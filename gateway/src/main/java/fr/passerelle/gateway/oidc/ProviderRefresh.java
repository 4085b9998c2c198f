package fr.passerelle.gateway.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.DocumentSource;
import fr.passerelle.gateway.files.PrivateFiles;
import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what providers tell of themselves fresh, away from the visitors' threads:
 * discovery documents and keys. What was good last stays, also over a restart.
 */
final class ProviderRefresh {

	private static final Logger logger = LoggerFactory.getLogger(ProviderRefresh.class);

	/** Fetched anew so often. */
	static final Duration EVERY = Duration.ofHours(6);

	/** The first pause after a failure; it doubles up to {@link #EVERY}. */
	static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

	/** A token of an unknown key has the keys read again, once in this time. */
	static final Duration KEYS_PAUSE = Duration.ofMinutes(1);

	/** Fetches under way. */
	private static final int MAX_CONCURRENT = 4;

	private final Providers providers;

	private final ClientSecrets secrets;

	private final DocumentSource source;

	private final Supplier<Collection<Establishment>> establishments;

	private final Path folder;

	private final Clock clock;

	private final Map<Oidc, Fetched> states = new ConcurrentHashMap<>();

	private final Map<Oidc, KeysRead> keysRead = new ConcurrentHashMap<>();

	private final AtomicInteger underWay = new AtomicInteger();

	ProviderRefresh(Providers providers, ClientSecrets secrets, DocumentSource source,
			Supplier<Collection<Establishment>> establishments, Path folder, Clock clock) {
		this.providers = providers;
		this.secrets = secrets;
		this.source = source;
		this.establishments = establishments;
		this.folder = folder;
		this.clock = clock;
	}

	/**
	 * Looks for what is new or due. One thread calls it; it never waits for a provider.
	 */
	void turn() {
		Set<Oidc> used = new HashSet<>();
		Set<Uai> schools = new HashSet<>();
		for (Establishment establishment : this.establishments.get()) {
			for (Delegation delegation : establishment.delegations()) {
				if (delegation.signOn() instanceof Oidc oidc) {
					used.add(oidc);
					schools.add(establishment.uai());
				}
			}
		}
		schools.forEach(this.secrets::prepare);
		forgetAllBut(used);
		this.providers.keepOnly(used);
		for (Oidc oidc : used) {
			Fetched state = this.states.computeIfAbsent(oidc, this::remembered);
			if (!this.clock.instant().isBefore(state.next()) && this.underWay.get() < MAX_CONCURRENT) {
				fetch(oidc, state);
			}
		}
	}

	/** What an earlier delegation left is removed; another one may use the same file. */
	private void forgetAllBut(Set<Oidc> used) {
		this.keysRead.keySet().retainAll(used);
		Set<Path> files = used.stream().map(this::file).collect(Collectors.toSet());
		for (Oidc oidc : Set.copyOf(this.states.keySet())) {
			if (!used.contains(oidc)) {
				this.states.remove(oidc);
				if (!files.contains(file(oidc))) {
					remove(file(oidc));
				}
			}
		}
	}

	private static void remove(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.warn("What a former delegation's provider told cannot be removed: {}", file);
		}
	}

	/** How the latest fetch for a delegation went; null where there was none. */
	@Nullable Fetched state(Oidc oidc) {
		return this.states.get(oidc);
	}

	/** What an earlier run fetched serves until the first fetch of this one. */
	private Fetched remembered(Oidc oidc) {
		Path file = file(oidc);
		try {
			if (Files.exists(file)) {
				String[] parts = Files.readString(file).strip().split("\n", -1);
				Base64.Decoder base64 = Base64.getDecoder();
				if (parts.length == 2) {
					this.providers.fetched(oidc, Provider.discovered(base64.decode(parts[0]), oidc.issuerName())
						.withKeys(base64.decode(parts[1])));
				}
			}
		}
		catch (IOException | IllegalArgumentException | OidcRefusedException ex) {
			logger.warn("What a provider told earlier cannot be used and is fetched anew: {}", file);
		}
		return new Fetched(this.clock.instant(), null, null, Duration.ZERO);
	}

	private void fetch(Oidc oidc, Fetched before) {
		this.underWay.incrementAndGet();
		// Not due again while it is under way.
		this.states.put(oidc, before.dueAt(this.clock.instant().plus(EVERY)));
		var unused = this.source.fetch(oidc.discoveryUrl(), oidc.trustedCertificates(), Provider.MAX_DISCOVERY)
			.thenCompose((document) -> keys(oidc, document))
			.whenComplete((done, failure) -> {
				this.underWay.decrementAndGet();
				String problem = (failure != null) ? sentence(failure) : null;
				this.states.computeIfPresent(oidc, (key, state) -> (problem == null)
						? new Fetched(this.clock.instant().plus(EVERY), this.clock.instant(), null, Duration.ZERO)
						: failed(before, problem));
				if (problem != null && !problem.equals(before.problem())) {
					logger.warn("A provider of OpenID Connect cannot be used as it is now ({}): {}",
							oidc.discoveryUrl().getHost(), problem);
				}
			});
	}

	/** What the document tells counts once the keys are there too. */
	private CompletionStage<Void> keys(Oidc oidc, byte[] document) {
		try {
			Provider told = Provider.discovered(document, oidc.issuerName());
			return this.source.fetch(told.keysAt(), oidc.trustedCertificates(), Provider.MAX_KEYS)
				.thenAccept((keys) -> take(oidc, told, document, keys));
		}
		catch (OidcRefusedException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void take(Oidc oidc, Provider told, byte[] document, byte[] keys) {
		try {
			this.providers.fetched(oidc, told.withKeys(keys));
		}
		catch (OidcRefusedException ex) {
			throw new CompletionException(ex);
		}
		try {
			Base64.Encoder base64 = Base64.getEncoder();
			String text = base64.encodeToString(document) + "\n" + base64.encodeToString(keys) + "\n";
			PrivateFiles.write(file(oidc), text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			logger.warn("What a provider tells cannot be kept for the next start: {}", ex.getClass().getSimpleName());
		}
	}

	private Fetched failed(Fetched before, String problem) {
		Duration doubled = before.pause().multipliedBy(2);
		Duration pause = doubled.isZero() ? FIRST_PAUSE : (doubled.compareTo(EVERY) > 0) ? EVERY : doubled;
		return new Fetched(this.clock.instant().plus(pause), before.good(), problem, pause);
	}

	/**
	 * Reads the keys of a provider again, because a token names one that is not known.
	 * Strangers can send such tokens: the provider is asked once in {@link #KEYS_PAUSE}.
	 * @return completes when the keys that are known then are as new as they may be
	 */
	CompletionStage<Void> keysAgain(Oidc oidc) {
		Provider known = this.providers.of(oidc);
		if (known == null) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> mine = new CompletableFuture<>();
		Instant now = this.clock.instant();
		KeysRead reading = this.keysRead.compute(oidc,
				(key, last) -> (last != null && now.isBefore(last.begun().plus(KEYS_PAUSE))) ? last
						: new KeysRead(now, mine));
		if (reading.done() == mine) {
			var unused = this.source.fetch(known.keysAt(), oidc.trustedCertificates(), Provider.MAX_KEYS)
				.whenComplete((bytes, failure) -> {
					try {
						if (failure == null) {
							this.providers.fetched(oidc, known.withKeys(bytes));
						}
					}
					catch (OidcRefusedException ex) {
						logger.warn("New keys of a provider cannot be used ({}): {}", known.keysAt().getHost(),
								ex.sentence());
					}
					finally {
						mine.complete(null);
					}
				});
		}
		return reading.done();
	}

	private Path file(Oidc oidc) {
		return this.folder.resolve(SecretText.hash(oidc.discoveryUrl() + "\n" + oidc.issuerName()) + ".txt");
	}

	private static String sentence(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		String message = cause.getMessage();
		return (message != null) ? message : "The discovery document cannot be fetched.";
	}

	/**
	 * How fetches go.
	 *
	 * @param next when the next is due
	 * @param good when one was good last; null: never in this run
	 * @param problem what was wrong with the latest; null: nothing
	 * @param pause before the next one, after a failure
	 */
	record Fetched(Instant next, @Nullable Instant good, @Nullable String problem, Duration pause) {

		Fetched dueAt(Instant moment) {
			return new Fetched(moment, this.good, this.problem, this.pause);
		}

	}

	/** A reading of keys because of a token. */
	private record KeysRead(Instant begun, CompletableFuture<Void> done) {
	}

}
