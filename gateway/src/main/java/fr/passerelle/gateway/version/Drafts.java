package fr.passerelle.gateway.version;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.DocumentOrder;
import fr.passerelle.gateway.document.DocumentParser;
import fr.passerelle.gateway.document.DocumentReader;
import fr.passerelle.gateway.document.EntCopies;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.document.Faults;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Section;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks whether a document may become the next version, by the catalogue and the clock.
 * Writes nothing.
 */
final class Drafts {

	/** A later reopening is a typing error. */
	private static final Duration MAX_CLOSED = Duration.ofDays(2 * 365);

	private final EntCatalog catalog;

	private final DocumentReader reader;

	private final LiveDirectory directory;

	private final Objections objections;

	private final PlatformsToChange platforms;

	private final Clock clock;

	Drafts(EntCatalog catalog, DocumentReader reader, LiveDirectory directory, Objections objections, Clock clock) {
		this.catalog = catalog;
		this.reader = reader;
		this.directory = directory;
		this.objections = objections;
		this.platforms = new PlatformsToChange(directory::usesElsewhere);
		this.clock = clock;
	}

	/** Judges the first version of an establishment, with this number. */
	Judged first(Draft draft, long number) {
		return first(draft, number, this.directory.isEmpty());
	}

	/**
	 * As {@link #first}, for a document that comes after another one of the same import.
	 */
	Judged further(Draft draft, long number) {
		return first(draft, number, false);
	}

	private Judged first(Draft draft, long number, boolean newInstallation) {
		Judged first = read(draft, null, number, newInstallation);
		checkReopening(first.establishment(), null);
		return first;
	}

	/** What would come after a version. */
	Judged next(Version current, Draft draft) {
		requireUai(current.uai(), draft.document());
		Judged next = read(draft, current.document(), current.number() + 1, this.directory.isEmpty());
		checkReopening(next.establishment(), current.document());
		return next;
	}

	/**
	 * Judges the next version after the current one, and whether its author may make it.
	 */
	Judged next(Version current, Draft draft, Change change) {
		requireUai(current.uai(), draft.document());
		checkRights(current.uai(), current.document(), draft.document(), change);
		return next(current, draft);
	}

	void checkRights(Uai uai, ConfigurationDocument before, ConfigurationDocument after, Change change) {
		this.platforms.check(uai, before, after, change);
	}

	/** The current version and the one that a draft would make. */
	Proposal propose(Version current, Draft draft) {
		Judged next = next(current, draft);
		return new Proposal(current.number(), read(current), current.document(), next.establishment(),
				draft.document());
	}

	/** The current version as a proposal that changes nothing. */
	Proposal asItIs(Version current) {
		Establishment establishment = read(current);
		return new Proposal(current.number(), establishment, current.document(), establishment, current.document());
	}

	private Establishment read(Version version) {
		return this.reader.read(version.document(), new EntCopies(this.catalog, version.copies()), version.number());
	}

	/** A delegation as a document with this block would have it. */
	Delegation delegation(Version current, byte[] json) {
		ObjectNode block = DocumentParser.parse(json, ConfigurationDocument.Format.JSON);
		ObjectNode document = JsonNodeFactory.instance.objectNode();
		document.putArray("delegations").add(block);
		Draft draft = Draft.over(current, new ConfigurationDocument(document));
		Faults faults = new Faults();
		Delegation delegation = this.reader.delegation(new Section(block, "", faults, DocumentOrder.DELEGATION),
				new EntCopies(this.catalog, draft.kept()));
		this.objections.raiseOfBlock(block, current.document(), faults);
		faults.throwIfAny();
		if (delegation == null) {
			throw new IllegalStateException("a delegation is missing without a fault");
		}
		return delegation;
	}

	/**
	 * Leaves out a reopening time that came with a planned edit and has passed while it
	 * waited.
	 */
	ConfigurationDocument onItsDay(ConfigurationDocument before, ConfigurationDocument after) {
		return after.closedUntil().equals(before.closedUntil()) ? after : withoutElapsed(after);
	}

	/** Leaves out a reopening time that has passed: the establishment stays closed. */
	ConfigurationDocument withoutElapsed(ConfigurationDocument document) {
		if (document.closedUntil().filter((until) -> until.isAfter(this.clock.instant())).isPresent()) {
			return document;
		}
		ObjectNode root = document.copy();
		root.remove("closedUntil");
		return new ConfigurationDocument(root);
	}

	/** The time of a version that is accepted now. */
	Instant now() {
		return VersionStore.now(this.clock);
	}

	private Judged read(Draft draft, @Nullable ConfigurationDocument before, long number, boolean newInstallation) {
		EntCopies ents = new EntCopies(this.catalog, draft.kept());
		Objections speaking = newInstallation ? this.objections.ofNewInstallation() : this.objections;
		Establishment establishment = this.reader.read(draft.document(), ents, number,
				(faults) -> speaking.raise(draft.document(), before, this.directory::ownerOf, faults));
		return new Judged(draft.document(), ents.used(), establishment);
	}

	/**
	 * A new reopening time must be in the future. One that was accepted earlier may have
	 * passed when other things are changed.
	 */
	private void checkReopening(Establishment next, @Nullable ConfigurationDocument before) {
		Instant until = next.closedUntil();
		if (until == null || (before != null && before.closedUntil().filter(until::equals).isPresent())) {
			return;
		}
		Instant now = this.clock.instant();
		if (!until.isAfter(now)) {
			throw fault("closedUntil", FaultCode.IN_THE_PAST);
		}
		if (until.isAfter(now.plus(MAX_CLOSED))) {
			throw fault("closedUntil", FaultCode.TOO_FAR, MAX_CLOSED.toDays() / 365);
		}
	}

	private static void requireUai(Uai uai, ConfigurationDocument document) {
		document.uai().filter((own) -> !own.equals(uai)).ifPresent((own) -> {
			throw fault("uai", FaultCode.OTHER_UAI, uai);
		});
	}

	static InvalidDocumentException fault(String path, FaultCode code, Object... arguments) {
		return new InvalidDocumentException(List.of(DocumentFault.of(path, code, arguments)), true);
	}

}
