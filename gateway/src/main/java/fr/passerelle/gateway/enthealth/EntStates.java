package fr.passerelle.gateway.enthealth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;

import fr.passerelle.gateway.enthealth.EntRecord.Change;
import fr.passerelle.gateway.enthealth.EntReport.Times;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of every ENT in use, on this node: one record for each, for all
 * establishments that use it. A login adds a look-up in memory and a few numbers.
 */
public final class EntStates {

	private static final Logger logger = LoggerFactory.getLogger(EntStates.class);

	/**
	 * Most ENTs. France has some hundred and fifty; schools with a server of their own
	 * come on top. The state of further ENTs is unknown; logins go to them all the same.
	 */
	static final int MAX_ENTS = 5000;

	/** Silence after which a state is unknown, at least. */
	private static final Duration STALE = Duration.ofMinutes(20);

	private final Map<EntKey, WatchedEnt> ents = new ConcurrentHashMap<>();

	private final AtomicBoolean changed = new AtomicBoolean(true);

	private final PasserelleSettings.Probe settings;

	private final Clock clock;

	EntStates(PasserelleSettings.Probe settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * The state of the ENT that a delegation leads to; unknown where no Espace uses it.
	 */
	public EntReport of(Delegation delegation) {
		WatchedEnt ent = this.ents.get(EntKey.of(delegation.signOn()));
		return (ent != null) ? report(ent) : unasked(delegation, 0);
	}

	/** All ENTs in use: those in trouble first, then those that most schools use. */
	public List<EntReport> all() {
		return this.ents.values()
			.stream()
			.map(this::report)
			.sorted(Comparator.comparing(EntStates::urgency)
				.thenComparing(EntReport::establishments, Comparator.reverseOrder())
				.thenComparing((report) -> report.validationUrl().toString()))
			.toList();
	}

	/** How many ENTs are in a state. */
	public long count(EntState state) {
		Instant now = this.clock.instant();
		return this.ents.values().stream().filter((ent) -> ent.health().state(now) == state).count();
	}

	/** Adds what a validation showed to the state of its ENT. */
	public void record(Observation observation) {
		WatchedEnt ent = this.ents.get(EntKey.of(observation.delegation().signOn()));
		if (ent == null) {
			return;
		}
		Instant now = this.clock.instant();
		Unavailable failure = observation.outcome()
			.fold((identity) -> (Unavailable) null, (code) -> null, (why) -> why);
		if (failure == null) {
			tell(ent, ent.health().answered(now, observation.took()), null);
			ent.answeredAt(now);
		}
		else {
			tell(ent, ent.health().failed(now, failure), failure);
		}
	}

	/** A configuration changed: the ENTs in use have to be listed anew. */
	void lookAgain() {
		this.changed.set(true);
	}

	/** Whether that happened since the last call. */
	boolean takeChanged() {
		return this.changed.getAndSet(false);
	}

	/**
	 * Knows these ENTs from now on, and no others.
	 * @param used the ENTs
	 * @param chance a number from 0 to 1 for each that is new
	 */
	void watch(Collection<UsedEnt> used, DoubleSupplier chance) {
		Instant now = this.clock.instant();
		Map<EntKey, UsedEnt> byKey = new HashMap<>();
		used.forEach((ent) -> byKey.put(ent.key(), ent));
		this.ents.keySet().retainAll(byKey.keySet());
		byKey.forEach((key, ent) -> {
			WatchedEnt known = this.ents.get(key);
			if (known != null) {
				known.usedAs(ent);
			}
			else if (this.ents.size() < MAX_ENTS) {
				WatchedEnt added = new WatchedEnt(ent, new EntRecord(this.settings.slow(), stale(), now), now);
				added.chance(chance.getAsDouble());
				this.ents.put(key, added);
			}
		});
	}

	Collection<WatchedEnt> watched() {
		return this.ents.values();
	}

	/** Longer than the longest pause between two probes. */
	private Duration stale() {
		Duration probes = this.settings.every().multipliedBy(3);
		return (probes.compareTo(STALE) > 0) ? probes : STALE;
	}

	private EntReport report(WatchedEnt ent) {
		UsedEnt used = ent.used();
		return ent.health().report(unasked(used.delegation(), used.establishments()), this.clock.instant());
	}

	private static EntReport unasked(Delegation delegation, int establishments) {
		SignOn signOn = delegation.signOn();
		return new EntReport(EntKey.of(signOn).id(), signOn.loginUrl(), signOn.voucher(),
				(signOn instanceof Cas cas) ? cas.validation() : null, establishments, EntState.UNKNOWN, null, null,
				null, Times.NONE);
	}

	private static int urgency(EntReport report) {
		return switch (report.state()) {
			case DOWN -> 0;
			case SLOW -> 1;
			case UNKNOWN -> 2;
			case ANSWERS -> 3;
		};
	}

	private static void tell(WatchedEnt ent, @Nullable Change change, @Nullable Unavailable why) {
		if (change == null) {
			return;
		}
		UsedEnt used = ent.used();
		String address = used.delegation().signOn().voucher().toString();
		if (why != null) {
			logger.warn("ENT state changed ent={} from={} to={} establishments={} cause={} detail=\"{}\"", address,
					change.before(), change.after(), used.establishments(), why.cause(), why.detail());
		}
		else {
			logger.info("ENT state changed ent={} from={} to={} establishments={}", address, change.before(),
					change.after(), used.establishments());
		}
	}

}
