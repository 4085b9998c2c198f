package fr.passerelle.gateway.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.metadata.DocumentSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the keys of a provider again, because a token names one that is not known.
 * Strangers can send such tokens: a provider is asked once in {@link #PAUSE}.
 */
final class FreshKeys {

	/** Between two readings of one provider's keys. */
	static final Duration PAUSE = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(FreshKeys.class);

	private final Providers providers;

	private final DocumentSource source;

	private final Clock clock;

	private final Map<Oidc, Reading> readings = new ConcurrentHashMap<>();

	FreshKeys(Providers providers, DocumentSource source, Clock clock) {
		this.providers = providers;
		this.source = source;
		this.clock = clock;
	}

	/**
	 * Reads the keys again, unless they were read lately.
	 * @return completes when the keys that are known then are as new as they may be
	 */
	CompletionStage<Void> read(Oidc oidc) {
		Provider known = this.providers.of(oidc);
		if (known == null) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> mine = new CompletableFuture<>();
		Instant now = this.clock.instant();
		Reading reading = this.readings.compute(oidc, (key,
				last) -> (last != null && now.isBefore(last.begun().plus(PAUSE))) ? last : new Reading(now, mine));
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

	/** Forgets delegations that no establishment has any more. */
	void keepOnly(Collection<Oidc> used) {
		this.readings.keySet().retainAll(Set.copyOf(used));
	}

	/** A reading of keys because of a token. */
	private record Reading(Instant begun, CompletableFuture<Void> done) {
	}

}
