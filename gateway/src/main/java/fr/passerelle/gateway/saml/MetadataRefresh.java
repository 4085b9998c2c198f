package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.DocumentSource;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.MetadataReader;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.files.PrivateFiles;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metadata of all identity providers fresh, and the keys of all establishments
 * that have one ready, away from the visitors' threads. What was good last stays, also
 * over a restart, until its own validity ends.
 */
final class MetadataRefresh {

	private static final Logger logger = LoggerFactory.getLogger(MetadataRefresh.class);

	/** Fetched anew so often; a change of keys is announced for days. */
	static final Duration EVERY = Duration.ofHours(6);

	/** The first pause after a failure; it doubles up to {@link #EVERY}. */
	static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

	/** Fetches under way. */
	private static final int MAX_CONCURRENT = 4;

	private final Idps idps;

	private final SamlKeys keys;

	private final DocumentSource source;

	private final Supplier<Collection<Establishment>> establishments;

	private final Path folder;

	private final Clock clock;

	private final Map<Saml, Fetched> states = new ConcurrentHashMap<>();

	private final Set<Uai> damaged = ConcurrentHashMap.newKeySet();

	private final AtomicInteger underWay = new AtomicInteger();

	MetadataRefresh(Idps idps, SamlKeys keys, DocumentSource source, Supplier<Collection<Establishment>> establishments,
			Path folder, Clock clock) {
		this.idps = idps;
		this.keys = keys;
		this.source = source;
		this.establishments = establishments;
		this.folder = folder;
		this.clock = clock;
	}

	/**
	 * Looks for what is new or due. One thread calls it; it never waits for a provider.
	 */
	void turn() {
		Set<Saml> used = new HashSet<>();
		for (Establishment establishment : this.establishments.get()) {
			for (Delegation delegation : establishment.delegations()) {
				if (delegation.signOn() instanceof Saml saml) {
					prepare(establishment.uai());
					used.add(saml);
				}
			}
		}
		forgetAllBut(used);
		this.idps.keepOnly(used);
		for (Saml saml : used) {
			if (saml.metadataUrl() != null) {
				Fetched state = this.states.computeIfAbsent(saml, this::remembered);
				if (!this.clock.instant().isBefore(state.next()) && this.underWay.get() < MAX_CONCURRENT) {
					fetch(saml, saml.metadataUrl(), state);
				}
			}
		}
	}

	/** What an earlier delegation left is removed; another one may use the same file. */
	private void forgetAllBut(Set<Saml> used) {
		Set<Path> files = used.stream().map(this::file).collect(Collectors.toSet());
		for (Saml saml : Set.copyOf(this.states.keySet())) {
			if (!used.contains(saml)) {
				this.states.remove(saml);
				if (!files.contains(file(saml))) {
					remove(file(saml));
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

	/** A damaged file of one establishment's keys stops no other establishment. */
	private void prepare(Uai uai) {
		try {
			this.keys.prepare(uai);
		}
		catch (StartRefusedException ex) {
			if (this.damaged.add(uai)) {
				logger.error("People of {} cannot sign in by SAML 2: {}", uai, ex.getMessage());
			}
		}
	}

	/** How the latest fetch for a delegation went; null where there was none. */
	@Nullable Fetched state(Saml saml) {
		return this.states.get(saml);
	}

	/** What an earlier run fetched serves until the first fetch of this one. */
	private Fetched remembered(Saml saml) {
		Path file = file(saml);
		try {
			if (Files.exists(file)) {
				this.idps.fetched(saml, read(saml, Files.readAllBytes(file)));
			}
		}
		catch (IOException | XmlRefusedException ex) {
			logger.warn("Kept metadata cannot be used and is fetched anew: {}", file);
		}
		return new Fetched(this.clock.instant(), null, null, Duration.ZERO);
	}

	private void fetch(Saml saml, URI address, Fetched before) {
		this.underWay.incrementAndGet();
		// Not due again while it is under way.
		this.states.put(saml, before.dueAt(this.clock.instant().plus(EVERY)));
		var unused = this.source.fetch(address, saml.trustedCertificates(), MetadataReader.MAX_METADATA)
			.whenComplete((bytes, failure) -> {
				this.underWay.decrementAndGet();
				String problem = (failure != null) ? sentence(failure) : take(saml, bytes);
				this.states.computeIfPresent(saml, (key, state) -> (problem == null)
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
	private @Nullable String take(Saml saml, byte[] bytes) {
		try {
			IdpMetadata metadata = read(saml, bytes);
			if (!metadata.isValid(this.clock.instant())) {
				return "The metadata is past its validUntil.";
			}
			Idp known = this.idps.of(saml);
			if (known != null && !known.entityId().equals(metadata.entityId())) {
				return "The metadata is of another identity provider than before.";
			}
			this.idps.fetched(saml, metadata);
			PrivateFiles.write(file(saml), bytes);
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

	private static IdpMetadata read(Saml saml, byte[] bytes) throws XmlRefusedException {
		List<PublicKey> signers = new ArrayList<>();
		for (X509Certificate certificate : Idps.signers(saml)) {
			signers.add(certificate.getPublicKey());
		}
		return MetadataReader.read(bytes, saml.entityId(), signers);
	}

	private Path file(Saml saml) {
		return this.folder.resolve(SecretText.hash(saml.metadataUrl() + "\n" + saml.entityId()) + ".xml");
	}

	private static String sentence(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		String message = cause.getMessage();
		return (message != null) ? message : "The metadata cannot be fetched.";
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

}
