package fr.passerelle.gateway.version;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.DocumentReader;
import fr.passerelle.gateway.document.EntCopies;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.EstablishmentChanged.Kind;
import fr.passerelle.gateway.version.RestoreStep.Effect;
import fr.passerelle.gateway.version.VersionStore.Head;
import fr.passerelle.gateway.version.VersionStore.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts the establishments of a copy of the store in the place of those that are here.
 * Numbers never go back: a restored document is a new version with a number above every
 * earlier one, here or in the copy. So an old ETag never matches it, and every node takes
 * it up. An establishment whose document is the same stays as it is. The history becomes
 * that of the copy, followed by the versions accepted here since.
 */
final class RestoredVersions {

	private final JdbcClient live;

	private final VersionStore here;

	private final JdbcClient copy;

	private final VersionStore there;

	private final DocumentReader reader;

	private final EntCatalog catalog;

	private final Objections objections;

	RestoredVersions(JdbcClient live, JdbcClient copy, EntCatalog catalog, DocumentReader reader,
			Objections objections) {
		this.live = live;
		this.here = new VersionStore(live, TransactionOperations.withoutTransaction());
		this.copy = copy;
		this.there = new VersionStore(copy, TransactionOperations.withoutTransaction());
		this.catalog = catalog;
		this.objections = objections;
		this.reader = reader;
	}

	/** The steps by UAI, without the establishments that are deleted on both sides. */
	List<RestoreStep> plan() {
		Map<String, Head> now = byUai(this.here.heads());
		Map<String, Head> then = byUai(this.there.heads());
		TreeSet<String> all = new TreeSet<>(now.keySet());
		all.addAll(then.keySet());
		boolean anew = now.values().stream().noneMatch(RestoredVersions::exists);
		Objections speaking = anew ? this.objections.ofNewInstallation() : this.objections;
		Map<String, Uai> hosts = new HashMap<>();
		List<RestoreStep> steps = new ArrayList<>();
		for (String uai : all) {
			step(new Uai(uai), now.get(uai), then.get(uai), hosts, speaking).ifPresent(steps::add);
		}
		return steps;
	}

	/** Applies the steps, in the caller's transaction. */
	List<EstablishmentChanged> apply(Change change, Instant at) {
		// Every other change from now on waits for the end, or loses the race.
		this.live.sql("UPDATE establishment SET version = version").update();
		List<RestoreStep> steps = plan();
		for (RestoreStep step : steps) {
			if (!step.faults().isEmpty()) {
				throw new InvalidDocumentException(step.faults(), true);
			}
			if (step.effect() == Effect.REMOVED) {
				this.here.delete(step.uai(), step.now());
			}
			else if (step.effect() != Effect.UNCHANGED) {
				clear(step.uai());
			}
		}
		List<EstablishmentChanged> changes = new ArrayList<>();
		for (RestoreStep step : steps) {
			if (step.effect() == Effect.REMOVED) {
				changes.add(new EstablishmentChanged(step.uai(), Kind.DELETED, step.now() + 1, change, at,
						Differences.NONE));
			}
			else if (step.effect() != Effect.UNCHANGED) {
				changes.add(restore(step, change, at));
			}
		}
		return changes;
	}

	/** Among those of the copy the first by UAI has a host. */
	private Optional<RestoreStep> step(Uai uai, @Nullable Head now, @Nullable Head then, Map<String, Uai> hosts,
			Objections speaking) {
		Version current = exists(now) ? this.here.current(uai).orElse(null) : null;
		Version earlier = exists(then) ? this.there.current(uai).orElse(null) : null;
		if (earlier == null) {
			return Optional.ofNullable(current)
				.map((version) -> new RestoreStep(uai, name(version), null, 0, version.number(), Effect.REMOVED,
						List.of()));
		}
		boolean same = current != null && current.document().equals(earlier.document())
				&& current.copies().equals(earlier.copies());
		Effect effect = same ? Effect.UNCHANGED : (current != null) ? Effect.CHANGED : Effect.ADDED;
		long number = (current != null) ? current.number() : 0;
		try {
			String host = Objections.host(earlier.document().copy());
			Uai owner = (host != null) ? hosts.putIfAbsent(host, uai) : null;
			Establishment establishment = this.reader.read(earlier.document(),
					new EntCopies(this.catalog, earlier.copies()), earlier.number(),
					(faults) -> speaking.raise(earlier.document(), same ? earlier.document() : document(current),
							(own, wanted) -> owner, faults));
			return Optional.of(new RestoreStep(uai, establishment.name(), establishment.published(), earlier.number(),
					number, effect, List.of()));
		}
		catch (InvalidDocumentException ex) {
			return Optional.of(new RestoreStep(uai, name(earlier), false, earlier.number(), number, effect,
					same ? List.of() : ex.faults()));
		}
	}

	/**
	 * Deletes the establishment. Its host becomes free, and its counter goes above every
	 * number that was given.
	 */
	private void clear(Uai uai) {
		long top = top(uai);
		int known = this.live.sql("UPDATE establishment SET authority = NULL, version = :top WHERE uai = :uai")
			.param("top", top)
			.param("uai", uai.value())
			.update();
		if (known == 0) {
			this.live.sql("INSERT INTO establishment (uai, authority, version) VALUES (:uai, NULL, :top)")
				.param("uai", uai.value())
				.param("top", top)
				.update();
		}
	}

	private long top(Uai uai) {
		return Math.max(this.here.head(uai).map(Head::number).orElse(0L),
				this.there.head(uai).map(Head::number).orElse(0L));
	}

	private EstablishmentChanged restore(RestoreStep step, Change change, Instant at) {
		Uai uai = step.uai();
		Version current = this.here.version(uai, step.now()).orElse(null);
		Version earlier = this.there.current(uai).orElseThrow();
		this.live.sql("DELETE FROM establishment_version WHERE uai = :uai AND number <= :number")
			.param("uai", uai.value())
			.param("number", earlier.number())
			.update();
		copyHistory(uai);
		long number = top(uai) + 1;
		Version next = new Version(uai, number, change.actor().name(), at, change.comment(), earlier.document(),
				earlier.copies());
		Outcome outcome = this.here.create(next, read(earlier));
		if (outcome != Outcome.WRITTEN) {
			throw new IllegalStateException("the copy gives the host of " + uai + " to two establishments");
		}
		Differences differences = (current != null) ? Differences.between(current.document(), earlier.document())
				: Differences.NONE;
		return new EstablishmentChanged(uai, Kind.RESTORED, number, change, at, differences);
	}

	/** Row by row, with all columns. */
	private void copyHistory(Uai uai) {
		List<Map<String, Object>> rows = this.copy.sql("SELECT * FROM establishment_version WHERE uai = :uai")
			.param("uai", uai.value())
			.query()
			.listOfRows();
		for (Map<String, Object> row : rows) {
			this.live
				.sql("INSERT INTO establishment_version (" + String.join(", ", row.keySet()) + ") VALUES ("
						+ String.join(", ", Collections.nCopies(row.size(), "?")) + ")")
				.params(new ArrayList<>(row.values()))
				.update();
		}
	}

	private Establishment read(Version stored) {
		return this.reader.read(stored.document(), new EntCopies(this.catalog, stored.copies()), stored.number());
	}

	private static @Nullable ConfigurationDocument document(@Nullable Version version) {
		return (version != null) ? version.document() : null;
	}

	private static String name(Version version) {
		return version.document().copy().path("name").asString(version.uai().value());
	}

	private static boolean exists(@Nullable Head head) {
		return head != null && head.exists();
	}

	private static Map<String, Head> byUai(List<Head> heads) {
		Map<String, Head> byUai = new TreeMap<>();
		heads.forEach((head) -> byUai.put(head.uai().value(), head));
		return byUai;
	}

}
