package fr.passerelle.gateway.version;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.EstablishmentChanged.Kind;
import fr.passerelle.gateway.version.VersionStore.Head;
import fr.passerelle.gateway.version.VersionStore.Outcome;

/**
 * The control plane: every change of an establishment's configuration is a new version,
 * in the store first and then, whole, in the directory that requests read. A change that
 * does not name the version it was made upon is made upon the latest.
 */
public final class Establishments {

	/**
	 * Each lost attempt means that another change won. More in a row than this are a
	 * fault of the program.
	 */
	private static final int MAX_ATTEMPTS = 20;

	private final VersionStore store;

	private final LiveDirectory directory;

	private final Drafts drafts;

	private final Consumer<EstablishmentChanged> listener;

	Establishments(VersionStore store, LiveDirectory directory, Drafts drafts,
			Consumer<EstablishmentChanged> listener) {
		this.store = store;
		this.directory = directory;
		this.drafts = drafts;
		this.listener = listener;
	}

	/** The establishment as it is in effect. */
	public Optional<Establishment> find(Uai uai) {
		return Optional.ofNullable(this.directory.byUai(uai));
	}

	/**
	 * The establishment as it is in effect.
	 * @param uai its code
	 * @return the establishment
	 * @throws UnknownEstablishmentException if no establishment with this code is in
	 * effect
	 */
	public Establishment get(Uai uai) {
		return find(uai).orElseThrow(() -> new UnknownEstablishmentException(uai));
	}

	/**
	 * The name to show; the code itself if no establishment of this code is in effect.
	 */
	public String name(Uai uai) {
		return find(uai).map(Establishment::name).orElse(uai.value());
	}

	/**
	 * Whether the establishment exists, in effect or not: if this program no longer
	 * accepts its document, it is in the store alone.
	 */
	public boolean exists(Uai uai) {
		return this.store.exists(uai);
	}

	/** All establishments in effect, by UAI. */
	public Collection<Establishment> all() {
		return all((establishment) -> true);
	}

	/**
	 * The establishments in effect that pass a test, by UAI; the others are not copied.
	 */
	Collection<Establishment> all(Predicate<Establishment> wanted) {
		return this.directory.all(wanted);
	}

	/** The current configuration. */
	public Version current(Uai uai) {
		return stored(uai);
	}

	/**
	 * Reads a delegation's block as if it were in the document; saves nothing.
	 * @param uai the establishment
	 * @param json the block, as in the list {@code delegations}
	 * @return the delegation, all links resolved
	 * @throws InvalidDocumentException with every fault, its path within the block
	 */
	public Delegation draft(Uai uai, byte[] json) {
		return this.drafts.delegation(stored(uai), json);
	}

	/** Accepts the first documents of many establishments. */
	FirstDocuments firstDocuments() {
		return new FirstDocuments(this.store, this.directory, this.drafts, this.listener);
	}

	/** Accepts the first document of an establishment. */
	public Version create(ConfigurationDocument document, Change change) {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			Head head = document.uai().flatMap(this.store::head).orElse(null);
			if (head != null && head.exists()) {
				throw new EstablishmentExistsException(head.uai());
			}
			Judged first = this.drafts.first(Draft.fresh(document), ((head != null) ? head.number() : 0) + 1);
			Version version = first.stamp(change, this.drafts.now());
			Outcome outcome = this.store.create(version, first.establishment());
			if (outcome == Outcome.WRITTEN) {
				return accepted(version, first.establishment(), new EstablishmentChanged(version.uai(), Kind.CREATED,
						version.number(), change, version.at(), Differences.NONE));
			}
			refuseTakenHost(outcome);
		}
		throw new IllegalStateException("too many programs create the same establishment");
	}

	/**
	 * Replaces the document.
	 * @param uai the establishment
	 * @param document all of it
	 * @param expected the version it was written upon
	 * @param todaysCatalogue whether unchanged delegations take up a newer catalogue too
	 * @param change who and why
	 * @return the new version, or the current one where nothing differs
	 */
	public Version replace(Uai uai, ConfigurationDocument document, ExpectedVersion expected, boolean todaysCatalogue,
			Change change) {
		return edit(uai, expected, change, Kind.CHANGED,
				(current) -> todaysCatalogue ? Draft.fresh(document) : Draft.over(current, document));
	}

	/** Makes any change of the document. */
	public Version edit(Uai uai, DocumentEdit edit, ExpectedVersion expected, Change change) {
		return edit(uai, expected, change, Kind.CHANGED,
				(current) -> Draft.over(current, edit.applyTo(current.document())));
	}

	/**
	 * Judges a change without making it.
	 * @param uai the establishment
	 * @param edit the change
	 * @param expected the version it was written upon
	 * @return what is and what would be
	 * @throws InvalidDocumentException if it would be refused
	 */
	public Proposal propose(Uai uai, DocumentEdit edit, ExpectedVersion expected) {
		Version current = stored(uai);
		expected.check(uai, current.number());
		return this.drafts.propose(current, Draft.over(current, edit.applyTo(current.document())));
	}

	/**
	 * Judges what {@link #restore} would make, without making it.
	 * @param uai the establishment
	 * @param number the earlier version
	 * @return what is and what would be
	 * @throws InvalidDocumentException if the result or the current document would be
	 * refused
	 */
	public Proposal proposeRestore(Uai uai, long number) {
		return this.drafts.propose(stored(uai), earlier(uai, number));
	}

	/** The current version from the store, as a proposal that changes nothing. */
	public Proposal now(Uai uai) {
		return this.drafts.asItIs(stored(uai));
	}

	/** Changes one Espace's switches. */
	public Version patch(Uai uai, EspaceKey key, EspacePatch patch, ExpectedVersion expected, Change change) {
		return edit(uai, (document) -> patch.applyTo(document, key), expected, change);
	}

	/** Opens or closes all Espaces together. */
	public Version publish(Uai uai, Publication publication, ExpectedVersion expected, Change change) {
		return edit(uai, publication, expected, change);
	}

	/**
	 * Makes an earlier version the newest, with its copies of the catalogue. A reopening
	 * time that has passed is left out: the establishment stays closed.
	 */
	public Version restore(Uai uai, long number, ExpectedVersion expected, Change change) {
		return edit(uai, expected, change, Kind.RESTORED, (current) -> earlier(uai, number));
	}

	private Draft earlier(Uai uai, long number) {
		Version earlier = this.store.requiredVersion(uai, number);
		return new Draft(this.drafts.withoutElapsed(earlier.document()), earlier.copies());
	}

	/**
	 * Makes the next version from the latest one, together with another write to the
	 * store: both happen or neither.
	 * @param uai the establishment
	 * @param edit the document from the current one; called again after a lost race
	 * @param change who and why
	 * @param alongside the other write, in the same transaction, or alone if the document
	 * stays as it is; if it returns false, the transaction is rolled back
	 * @return the new version, or the current one where nothing differs; empty if
	 * {@code alongside} returned false
	 */
	public Optional<Version> replace(Uai uai, UnaryOperator<ConfigurationDocument> edit, Change change,
			LongPredicate alongside) {
		return write(uai, ExpectedVersion.ANY, change, Kind.CHANGED, (current) -> Draft.over(current,
				this.drafts.onItsDay(current.document(), edit.apply(current.document()))), alongside);
	}

	/**
	 * Reads a document as if it were the next one, and changes nothing.
	 * @param uai the establishment
	 * @param document all of it
	 * @throws InvalidDocumentException if it would be refused
	 */
	public void check(Uai uai, ConfigurationDocument document) {
		Version current = stored(uai);
		this.drafts.next(current, Draft.over(current, document));
	}

	/**
	 * As {@link #check(Uai, ConfigurationDocument)}, and also whether the author may make
	 * the change.
	 */
	public void check(Uai uai, ConfigurationDocument document, Change change) {
		Version current = stored(uai);
		this.drafts.next(current, Draft.over(current, document), change);
	}

	/**
	 * Refuses what only the platform's administrators may change.
	 * @param uai the establishment
	 * @param before a document
	 * @param after the document that the author wants
	 * @param change who
	 * @throws PlatformChangeException if the author may not make the change
	 */
	public void checkRights(Uai uai, ConfigurationDocument before, ConfigurationDocument after, Change change) {
		this.drafts.checkRights(uai, before, after, change);
	}

	/** Deletes an establishment with its history. */
	public void delete(Uai uai, ExpectedVersion expected, Change change) {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			Version current = stored(uai);
			expected.check(uai, current.number());
			if (this.store.delete(uai, current.number())) {
				long grave = current.number() + 1;
				this.directory.remove(uai, grave);
				this.listener.accept(new EstablishmentChanged(uai, Kind.DELETED, grave, change, this.drafts.now(),
						Differences.NONE));
				return;
			}
		}
		throw new LostRaceException(uai, stored(uai).number());
	}

	private Version edit(Uai uai, ExpectedVersion expected, Change change, Kind kind, Function<Version, Draft> edit) {
		return write(uai, expected, change, kind, edit, (number) -> true).orElseThrow();
	}

	/** Empty if {@code alongside} returned false. */
	private Optional<Version> write(Uai uai, ExpectedVersion expected, Change change, Kind kind,
			Function<Version, Draft> edit, LongPredicate alongside) {
		Version current = stored(uai);
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			long number = current.number();
			expected.check(uai, number);
			Judged next = this.drafts.next(current, edit.apply(current), change);
			if (next.isAsBefore(current)) {
				return alongside.test(number) ? Optional.of(current) : Optional.empty();
			}
			Version version = next.stamp(change, this.drafts.now());
			Outcome outcome = this.store.replace(version, next.establishment(), () -> alongside.test(number + 1));
			if (outcome == Outcome.WRITTEN) {
				return Optional
					.of(accepted(version, next.establishment(), new EstablishmentChanged(uai, kind, version.number(),
							change, version.at(), Differences.between(current.document(), version.document()))));
			}
			if (outcome == Outcome.UNWANTED) {
				return Optional.empty();
			}
			refuseTakenHost(outcome);
			current = stored(uai);
		}
		throw new LostRaceException(uai, current.number());
	}

	private Version accepted(Version version, Establishment establishment, EstablishmentChanged event) {
		this.directory.put(establishment);
		this.listener.accept(event);
		return version;
	}

	private Version stored(Uai uai) {
		return this.store.current(uai).orElseThrow(() -> new UnknownEstablishmentException(uai));
	}

	private static void refuseTakenHost(Outcome outcome) {
		if (outcome == Outcome.HOST_TAKEN) {
			throw Drafts.fault("publicUrl", FaultCode.HOST_TAKEN_ELSEWHERE);
		}
	}

}
