package fr.passerelle.gateway.version;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.settings.StartRefusedException;
import fr.passerelle.gateway.version.EstablishmentChanged.Kind;
import fr.passerelle.gateway.version.VersionStore.Head;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the first documents of many establishments, all of them or none: a program that
 * is killed on the way, or stops at a faulty document, leaves the store as it was.
 * Documents are read on all processors and written in one transaction; one by one, ten
 * thousand took longer than the rest of the start.
 */
final class FirstDocuments {

	/** Documents that are read together, and held as text and as tree meanwhile. */
	private static final int BATCH = 100;

	/** Another node may import the same documents. */
	private static final int MAX_ATTEMPTS = 5;

	private final VersionStore store;

	private final LiveDirectory directory;

	private final Drafts drafts;

	private final Consumer<EstablishmentChanged> listener;

	FirstDocuments(VersionStore store, LiveDirectory directory, Drafts drafts,
			Consumer<EstablishmentChanged> listener) {
		this.store = store;
		this.directory = directory;
		this.drafts = drafts;
		this.listener = listener;
	}

	/**
	 * Accepts what the store does not have yet.
	 * @param <S> where a document comes from
	 * @param sources in the order that decides between two documents of one establishment
	 * or one host
	 * @param reading reads one, on any thread
	 * @param change who, and why
	 * @return what became of each
	 * @throws RefusedSourceException at the first source whose document is refused
	 */
	<S> List<Taken<S>> take(List<S> sources, Function<S, ConfigurationDocument> reading, Function<S, Change> change) {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			Take<S> take = new Take<>(reading, change);
			if (this.store.allOrNothing(() -> take.run(sources))) {
				take.putInEffect();
				return take.taken;
			}
		}
		throw new IllegalStateException("too many programs create the same establishments");
	}

	/**
	 * What became of a document.
	 *
	 * @param <S> where it comes from
	 * @param source where this one comes from
	 * @param uai its establishment
	 * @param version null if the store had the establishment
	 */
	record Taken<S>(S source, Uai uai, @Nullable Long version) {
	}

	/** A document was refused. */
	static final class RefusedSourceException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient Object source;

		RefusedSourceException(Object source, InvalidDocumentException cause) {
			super(cause.getMessage(), cause);
			this.source = source;
		}

		Object source() {
			return this.source;
		}

	}

	/** One attempt. */
	private final class Take<S> {

		private final Function<S, ConfigurationDocument> reading;

		private final Function<S, Change> change;

		private final Map<Uai, Head> heads = new HashMap<>();

		private final Map<String, Uai> hosts = new HashMap<>();

		private final Set<Uai> created = new HashSet<>();

		private final List<Taken<S>> taken = new ArrayList<>();

		private final List<Establishment> establishments = new ArrayList<>();

		private final List<EstablishmentChanged> events = new ArrayList<>();

		private Take(Function<S, ConfigurationDocument> reading, Function<S, Change> change) {
			this.reading = reading;
			this.change = change;
		}

		/** Returns false if another program was quicker. */
		private boolean run(List<S> sources) {
			FirstDocuments.this.store.heads().forEach((head) -> this.heads.put(head.uai(), head));
			for (int from = 0; from < sources.size(); from += BATCH) {
				List<S> some = sources.subList(from, Math.min(from + BATCH, sources.size()));
				int before = from;
				List<Read<S>> read = IntStream.range(0, some.size())
					.parallel()
					.mapToObj((i) -> read(some.get(i), before + i == 0))
					.toList();
				if (!write(read)) {
					return false;
				}
			}
			return true;
		}

		private Read<S> read(S source, boolean first) {
			ConfigurationDocument document;
			try {
				document = this.reading.apply(source);
			}
			catch (InvalidDocumentException | StartRefusedException ex) {
				return new Read<>(source, null, null, ex);
			}
			Uai uai = document.uai().orElse(null);
			Head head = (uai != null) ? this.heads.get(uai) : null;
			if (head != null && head.exists()) {
				return new Read<>(source, uai, null, null);
			}
			try {
				Draft draft = Draft.fresh(document);
				long number = ((head != null) ? head.number() : 0) + 1;
				Drafts drafts = FirstDocuments.this.drafts;
				return new Read<>(source, uai, first ? drafts.first(draft, number) : drafts.further(draft, number),
						null);
			}
			catch (InvalidDocumentException ex) {
				return new Read<>(source, uai, null, ex);
			}
		}

		private boolean write(List<Read<S>> batch) {
			List<Version> versions = new ArrayList<>();
			List<Establishment> accepted = new ArrayList<>();
			for (Read<S> read : batch) {
				Uai uai = read.uai();
				if (uai != null && this.created.contains(uai)) {
					this.taken.add(new Taken<>(read.source(), uai, null));
					continue;
				}
				if (read.refusal() instanceof InvalidDocumentException refusal) {
					throw new RefusedSourceException(read.source(), refusal);
				}
				if (read.refusal() != null) {
					throw read.refusal();
				}
				Judged judged = read.judged();
				if (judged == null) {
					this.taken.add(new Taken<>(read.source(), Objects.requireNonNull(uai), null));
					continue;
				}
				accept(read.source(), judged, versions);
				accepted.add(judged.establishment());
			}
			this.establishments.addAll(accepted);
			return FirstDocuments.this.store.createAll(versions, accepted);
		}

		private void accept(S source, Judged judged, List<Version> versions) {
			Establishment establishment = judged.establishment();
			Uai owner = this.hosts.putIfAbsent(VersionStore.host(establishment), establishment.uai());
			if (owner != null) {
				throw new RefusedSourceException(source, new InvalidDocumentException(
						List.of(DocumentFault.of("publicUrl", FaultCode.HOST_TAKEN, owner)), true));
			}
			Change by = this.change.apply(source);
			Version version = judged.stamp(by, FirstDocuments.this.drafts.now());
			versions.add(version);
			this.created.add(version.uai());
			this.taken.add(new Taken<>(source, version.uai(), version.number()));
			this.events.add(new EstablishmentChanged(version.uai(), Kind.CREATED, version.number(), by, version.at(),
					Differences.NONE));
		}

		private void putInEffect() {
			FirstDocuments.this.directory.putAll(this.establishments);
			this.events.forEach(FirstDocuments.this.listener);
		}

	}

	/**
	 * A document that was read.
	 *
	 * @param <S> where it comes from
	 * @param source where this one comes from
	 * @param uai its establishment; null if it names none
	 * @param judged null if the store has the establishment, or if it was refused
	 * @param refusal null if it was not refused
	 */
	private record Read<S>(S source, @Nullable Uai uai, @Nullable Judged judged, @Nullable RuntimeException refusal) {
	}

}
