package fr.passerelle.gateway.metadata;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.files.PrivateFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the documents of one protocol's providers fresh, away from the visitors' threads.
 * What was good last stays, also over a restart, until its own validity ends.
 *
 * @param <S> the settings by which a provider is known
 */
public final class KeptDocuments<S extends SignOn> {

	/** A new delegation is found within this time. */
	public static final Duration LOOK = Duration.ofSeconds(2);

	/** Fetched anew so often; a change of keys is announced for days. */
	public static final Duration EVERY = Duration.ofHours(6);

	/** The first pause after a failure; it doubles up to {@link #EVERY}. */
	public static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(KeptDocuments.class);

	/** Fetches under way. */
	private static final int MAX_CONCURRENT = 4;

	private final Documents<S> documents;

	private final DocumentSource source;

	private final Supplier<Collection<Establishment>> establishments;

	private final Path folder;

	private final Clock clock;

	private final Map<S, Fetched> states = new ConcurrentHashMap<>();

	private final AtomicInteger underWay = new AtomicInteger();

	/**
	 * Fetches nothing yet.
	 * @param documents says what to fetch, and uses what came
	 * @param source fetches
	 * @param establishments all of them, as they are now
	 * @param folder keeps what was good last
	 * @param clock says what is due
	 */
	public KeptDocuments(Documents<S> documents, DocumentSource source,
			Supplier<Collection<Establishment>> establishments, Path folder, Clock clock) {
		this.documents = documents;
		this.source = source;
		this.establishments = establishments;
		this.folder = folder;
		this.clock = clock;
	}

	/**
	 * Looks for what is new or due. One thread calls it; it never waits for a provider.
	 */
	public void turn() {
		Map<S, Set<Uai>> used = used();
		this.documents.keepOnly(used);
		forgetAllBut(used.keySet());
		for (S settings : used.keySet()) {
			URI address = this.documents.address(settings);
			if (address != null) {
				Fetched state = this.states.computeIfAbsent(settings, this::remembered);
				if (!this.clock.instant().isBefore(state.next()) && this.underWay.get() < MAX_CONCURRENT) {
					fetch(settings, address, state);
				}
			}
		}
	}

	private Map<S, Set<Uai>> used() {
		Map<S, Set<Uai>> used = new HashMap<>();
		for (Establishment establishment : this.establishments.get()) {
			for (Delegation delegation : establishment.delegations()) {
				S settings = settings(delegation);
				if (settings != null) {
					used.computeIfAbsent(settings, (one) -> new HashSet<>()).add(establishment.uai());
				}
			}
		}
		return used;
	}

	/** The settings of a delegation; null where it is of another protocol. */
	@Nullable S settings(Delegation delegation) {
		SignOn signOn = delegation.signOn();
		return this.documents.settings().isInstance(signOn) ? this.documents.settings().cast(signOn) : null;
	}

	/** How the latest fetch for a delegation went; null where there was none. */
	public @Nullable Fetched state(S settings) {
		return this.states.get(settings);
	}

	/** What an earlier delegation left is removed; another one may use the same file. */
	private void forgetAllBut(Set<S> used) {
		Set<Path> files = used.stream().map(this::file).collect(Collectors.toSet());
		for (S settings : Set.copyOf(this.states.keySet())) {
			if (!used.contains(settings)) {
				this.states.remove(settings);
				if (!files.contains(file(settings))) {
					remove(file(settings));
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

	/** What an earlier run fetched serves until the first fetch of this one. */
	private Fetched remembered(S settings) {
		Path file = file(settings);
		try {
			if (Files.exists(file)) {
				this.documents.remember(settings, Files.readAllBytes(file));
			}
		}
		catch (IOException | DocumentRefusedException ex) {
			logger.warn("What a provider told earlier cannot be used and is fetched anew: {}", file);
		}
		return new Fetched(this.clock.instant(), null, null, Duration.ZERO);
	}

	private void fetch(S settings, URI address, Fetched before) {
		this.underWay.incrementAndGet();
		// Not due again while it is under way.
		this.states.put(settings, before.dueAt(this.clock.instant().plus(EVERY)));
		var unused = this.documents.fetch(settings, address, this.source).whenComplete((bytes, failure) -> {
			this.underWay.decrementAndGet();
			String problem = (failure != null) ? sentence(failure) : take(settings, bytes);
			this.states.computeIfPresent(settings,
					(key, state) -> (problem == null)
							? new Fetched(this.clock.instant().plus(EVERY), this.clock.instant(), null, Duration.ZERO)
							: failed(before, problem));
			if (problem != null && !problem.equals(before.problem())) {
				logger.warn("What a provider of identities tells cannot be used ({}): {}", address.getHost(), problem);
			}
		});
	}

	private Fetched failed(Fetched before, String problem) {
		Duration doubled = before.pause().multipliedBy(2);
		Duration pause = doubled.isZero() ? FIRST_PAUSE : (doubled.compareTo(EVERY) > 0) ? EVERY : doubled;
		return new Fetched(this.clock.instant().plus(pause), before.good(), problem, pause);
	}

	/** What is wrong with it; null where it is used from now on. */
	private @Nullable String take(S settings, byte[] bytes) {
		try {
			this.documents.take(settings, bytes);
			PrivateFiles.write(file(settings), bytes);
			return null;
		}
		catch (DocumentRefusedException ex) {
			return ex.sentence();
		}
		catch (IOException ex) {
			logger.warn("What a provider tells cannot be kept for the next start: {}", ex.getClass().getSimpleName());
			return null;
		}
	}

	private Path file(S settings) {
		return this.folder.resolve(this.documents.file(settings));
	}

	private static String sentence(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		String message = cause.getMessage();
		return (message != null) ? message : "The provider's document cannot be fetched.";
	}

	/**
	 * How fetches go.
	 *
	 * @param next when the next is due
	 * @param good when one was good last; null: never in this run
	 * @param problem what was wrong with the latest; null: nothing
	 * @param pause before the next one, after a failure
	 */
	public record Fetched(Instant next, @Nullable Instant good, @Nullable String problem, Duration pause) {

		Fetched dueAt(Instant moment) {
			return new Fetched(moment, this.good, this.problem, this.pause);
		}

	}

}
