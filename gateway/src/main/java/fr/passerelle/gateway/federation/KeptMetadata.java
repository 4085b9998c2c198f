package fr.passerelle.gateway.federation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import fr.passerelle.gateway.files.PrivateFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metadata of providers fresh, away from the visitors' threads. What was good
 * last stays, also over a restart, until its own validity ends.
 *
 * @param <S> the settings by which a provider is known
 */
public final class KeptMetadata<S> {

	/** Fetched anew so often; a change of keys is announced for days. */
	public static final Duration EVERY = Duration.ofHours(6);

	/** The first pause after a failure; it doubles up to {@link #EVERY}. */
	public static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(KeptMetadata.class);

	/** Fetches under way. */
	private static final int MAX_CONCURRENT = 4;

	private final DocumentSource source;

	private final Path folder;

	private final Clock clock;

	private final Use<S> use;

	private final Map<S, Fetched> states = new ConcurrentHashMap<>();

	private final AtomicInteger underWay = new AtomicInteger();

	/**
	 * Fetches nothing yet.
	 * @param source fetches
	 * @param folder keeps what was good last
	 * @param clock says what is due
	 * @param use reads and uses what came
	 */
	public KeptMetadata(DocumentSource source, Path folder, Clock clock, Use<S> use) {
		this.source = source;
		this.folder = folder;
		this.clock = clock;
		this.use = use;
	}

	/**
	 * Looks for what is new or due. One thread calls it; it never waits for a provider.
	 * @param used all that any establishment has
	 */
	public void turn(Set<S> used) {
		forgetAllBut(used);
		for (S settings : used) {
			URI address = this.use.address(settings);
			if (address != null) {
				Fetched state = this.states.computeIfAbsent(settings, this::remembered);
				if (!this.clock.instant().isBefore(state.next()) && this.underWay.get() < MAX_CONCURRENT) {
					fetch(settings, address, state);
				}
			}
		}
	}

	/** How the latest fetch went; null where there was none. */
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
			logger.warn("Metadata of a former delegation cannot be removed: {}", file);
		}
	}

	/** What an earlier run fetched serves until the first fetch of this one. */
	private Fetched remembered(S settings) {
		Path file = file(settings);
		try {
			if (Files.exists(file)) {
				this.use.remember(settings, Files.readAllBytes(file));
			}
		}
		catch (IOException | XmlRefusedException ex) {
			logger.warn("Kept metadata cannot be used and is fetched anew: {}", file);
		}
		return new Fetched(this.clock.instant(), null, null, Duration.ZERO);
	}

	private void fetch(S settings, URI address, Fetched before) {
		this.underWay.incrementAndGet();
		// Not due again while it is under way.
		this.states.put(settings, before.dueAt(this.clock.instant().plus(EVERY)));
		var unused = this.source.fetch(address, this.use.trusted(settings), MetadataReader.MAX_METADATA)
			.whenComplete((bytes, failure) -> {
				this.underWay.decrementAndGet();
				String problem = (failure != null) ? sentence(failure) : take(settings, bytes);
				this.states.computeIfPresent(settings, (key, state) -> (problem == null)
						? new Fetched(this.clock.instant().plus(EVERY), this.clock.instant(), null, Duration.ZERO)
						: failed(before, problem));
				if (problem != null && !problem.equals(before.problem())) {
					logger.warn("Metadata of an identity provider cannot be used ({}): {}", address.getHost(), problem);
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
			this.use.take(settings, bytes);
			PrivateFiles.write(file(settings), bytes);
			return null;
		}
		catch (XmlRefusedException ex) {
			return ex.sentence();
		}
		catch (IOException ex) {
			logger.warn("Metadata cannot be kept for the next start: {}", ex.getClass().getSimpleName());
			return null;
		}
	}

	private Path file(S settings) {
		return this.folder.resolve(this.use.name(settings) + ".xml");
	}

	private static String sentence(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		String message = cause.getMessage();
		return (message != null) ? message : "The metadata cannot be fetched.";
	}

	/**
	 * Reads metadata of one protocol and puts it where logins find it.
	 *
	 * @param <S> the settings by which a provider is known
	 */
	public interface Use<S> {

		/** Where it is fetched; null where the settings hold everything. */
		@Nullable URI address(S settings);

		/** Authorities to trust there beside the platform's. */
		List<X509Certificate> trusted(S settings);

		/** Names the file that keeps it. */
		String name(S settings);

		/**
		 * Uses what was fetched just now.
		 * @throws XmlRefusedException if it is not to be used: what was there before
		 * stays
		 */
		void take(S settings, byte[] bytes) throws XmlRefusedException;

		/** Uses what an earlier run fetched. */
		void remember(S settings, byte[] bytes) throws XmlRefusedException;

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
