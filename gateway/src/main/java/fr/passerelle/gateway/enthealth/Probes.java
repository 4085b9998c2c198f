package fr.passerelle.gateway.enthealth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationProtocol;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ENTs through which no person signs in at the moment whether they answer: one
 * probe for each, for all establishments that use it.
 *
 * <p>
 * A probe is a validation with a made-up ticket. It takes the very way that logins fail
 * on (address, trust, dialect), its answer is a few hundred bytes, and it leaves nothing
 * behind at the ENT. The login page would be larger, opens a session at most CAS servers,
 * often comes from another machine than the validation, and need not even be reachable
 * from here: browsers go there, this program never does.
 *
 * <p>
 * Providers that validate no tickets are asked by {@link ProviderProbe}.
 */
final class Probes {

	/** The share of a period by which each is longer or shorter. */
	private static final double JITTER = 0.2;

	/** A doubt is settled sooner than the next turn would. */
	static final Duration DOUBT = Duration.ofSeconds(5);

	/** New ENTs are asked within this time, spread over it. */
	private static final Duration FIRST = Duration.ofSeconds(10);

	/** An ENT that is down is asked at least so often. */
	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	/** Doublings of the pause while an ENT is down. */
	private static final int MAX_DOUBLINGS = 3;

	/** Between two looks at who uses what. */
	private static final Duration LOOK = Duration.ofSeconds(30);

	/** ENTs' administrators find it in their logs by this. */
	static final String TICKET = "ST-0-passerelle-probe-";

	private final EntStates states;

	private final DelegationProtocol protocol;

	private final ProviderProbe providers;

	private final Supplier<Collection<Establishment>> establishments;

	private final PasserelleSettings.Probe settings;

	private final Clock clock;

	private final RandomGenerator random;

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private @Nullable Instant looked;

	Probes(EntStates states, DelegationProtocol protocol, ProviderProbe providers,
			Supplier<Collection<Establishment>> establishments, PasserelleSettings.Probe settings, Clock clock,
			RandomGenerator random) {
		this.states = states;
		this.protocol = protocol;
		this.providers = providers;
		this.establishments = establishments;
		this.settings = settings;
		this.clock = clock;
		this.random = random;
	}

	/** Asks the ENTs that are due. One thread calls it once a second; it never waits. */
	synchronized void turn() {
		Instant now = this.clock.instant();
		if (this.states.takeChanged() || this.looked == null || !now.isBefore(this.looked.plus(LOOK))) {
			this.looked = now;
			this.states.watch(UsedEnt.of(this.establishments.get()), this.random::nextDouble);
		}
		if (this.settings.enabled()) {
			for (WatchedEnt ent : this.states.watched()) {
				if (this.underWay.get() >= this.settings.maxConcurrent()) {
					return;
				}
				if (isDue(ent, now) && isPossible(ent) && ent.beginProbe(now)) {
					ask(ent);
				}
			}
		}
	}

	int answered() {
		return this.answered.get();
	}

	int failed() {
		return this.failed.get();
	}

	private boolean isDue(WatchedEnt ent, Instant now) {
		Instant probed = ent.probed();
		Instant answered = ent.answered();
		EntState state = ent.health().state(now);
		if (ent.health().undecided()) {
			return probed == null || !now.isBefore(probed.plus(jittered(ent, shorter(DOUBT, this.settings.every()))));
		}
		if (state == EntState.DOWN) {
			return probed == null || !now.isBefore(probed.plus(jittered(ent, pause(ent))));
		}
		if (probed == null && answered == null) {
			Duration first = shorter(FIRST, this.settings.every());
			return !now.isBefore(ent.knownSince().plus(scaled(first, ent.chance())));
		}
		// A login that has just succeeded says as much as a probe.
		Instant heard = later(probed, answered);
		return !now.isBefore(heard.plus(jittered(ent, this.settings.every())));
	}

	private boolean isPossible(WatchedEnt ent) {
		Delegation delegation = ent.used().delegation();
		return isCas(delegation) || this.providers.isPossible(delegation);
	}

	private static boolean isCas(Delegation delegation) {
		return delegation.signOn().protocol() == Protocol.CAS;
	}

	private void ask(WatchedEnt ent) {
		this.underWay.incrementAndGet();
		ent.chance(this.random.nextDouble());
		var unused = outcome(ent.used()).whenComplete((outcome, failure) -> done(ent,
				failure == null && outcome.fold((identity) -> true, (code) -> true, (why) -> false)));
	}

	private CompletionStage<DelegationOutcome> outcome(UsedEnt used) {
		Delegation delegation = used.delegation();
		if (isCas(delegation)) {
			// The protocol reports the observation, as it does for a login.
			return this.protocol.complete(delegation, used.service(), new ServiceTicket(TICKET + SecretText.random()));
		}
		Instant begun = this.clock.instant();
		return this.providers.ask(delegation).thenApply((outcome) -> {
			this.states.record(new Observation(delegation, outcome, Duration.between(begun, this.clock.instant())));
			return outcome;
		});
	}

	private void done(WatchedEnt ent, boolean isAnswer) {
		(isAnswer ? this.answered : this.failed).incrementAndGet();
		ent.endProbe(isAnswer);
		this.underWay.decrementAndGet();
	}

	/** Longer and longer while an ENT is down, up to a bound. */
	private Duration pause(WatchedEnt ent) {
		int doublings = Math.min(Math.max(ent.probesFailed() - EntRecord.FAILURES, 0), MAX_DOUBLINGS);
		Duration every = this.settings.every();
		Duration most = (every.compareTo(LONGEST_PAUSE) > 0) ? every : LONGEST_PAUSE;
		return shorter(every.multipliedBy(1L << doublings), most);
	}

	private static Duration jittered(WatchedEnt ent, Duration period) {
		return scaled(period, 1 - JITTER + 2 * JITTER * ent.chance());
	}

	private static Duration scaled(Duration period, double factor) {
		return Duration.ofMillis((long) (period.toMillis() * factor));
	}

	private static Instant later(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return (one != null) ? one : Objects.requireNonNull(other);
		}
		return one.isAfter(other) ? one : other;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
