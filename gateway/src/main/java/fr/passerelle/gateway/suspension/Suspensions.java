package fr.passerelle.gateway.suspension;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.suspension.Suspension.Cause;
import fr.passerelle.gateway.suspension.Turn.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that guess passwords: counted over a sliding window, suspended for a while.
 * They are in this node's memory and bounded: beyond the bound, the addresses seen least
 * are forgotten first. The form has one count, the administrators' entrances another.
 * <p>
 * An IPv6 address counts as its /64, since that is what one customer holds. A whole
 * school often comes from one IPv4 address, so a right password takes one wrong one back
 * (the typing error before it); but only half as often as attempts are allowed within one
 * window, or a pupil with an account could guess between two logins for ever.
 * <p>
 * An address of a trusted network is never suspended. What is counted there is each name
 * that is tried: the one whose password is guessed waits, its neighbours do not, and no
 * password can be guessed any faster from inside a school than from outside.
 */
public final class Suspensions {

	private static final int IPV6_CUSTOMER_BITS = 64;

	private static final char BEFORE_NAME = '#';

	/** How long an attempt waits for those of its address that are being judged. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Supplier<SecurityRules> rules;

	private final Cause cause;

	private final Clock clock;

	private final Consumer<Suspension> onSuspension;

	private final Cache<String, FailureCount> counts;

	/** Apart from the counts, so that a flood of new addresses releases none. */
	private final Cache<String, Suspension> suspended;

	private final Places places = new Places();

	/**
	 * Counts by these rules, as they are at each attempt.
	 * @param rules attempts, window, suspension and trusted networks
	 * @param maxAddresses most addresses that are counted
	 * @param cause whose passwords
	 * @param clock the time
	 * @param onSuspension told of each new suspension, once
	 */
	public Suspensions(Supplier<SecurityRules> rules, int maxAddresses, Cause cause, Clock clock,
			Consumer<Suspension> onSuspension) {
		this.rules = rules;
		this.cause = cause;
		this.clock = clock;
		this.onSuspension = onSuspension;
		// Visitors and administrators are counted apart, each in two tables.
		int max = HeapShare.SUSPENSIONS.entries(maxAddresses);
		Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
		this.counts = Caffeine.newBuilder()
			.maximumSize(max)
			.expireAfter(Expiry.<String, FailureCount>writing((key, count) -> rules.get().window()))
			.ticker(ticker)
			.build();
		this.suspended = Caffeine.newBuilder()
			.maximumSize(max)
			.expireAfter(
					Expiry.<String, Suspension>writing((key, made) -> Duration.between(made.since(), made.until())))
			.ticker(ticker)
			.build();
	}

	/** How long this address still has to wait for any name; empty if not. */
	public Optional<Duration> suspendedFor(String address) {
		return suspendedFor(Attempt.from(address));
	}

	/** How long this attempt still has to wait; empty where it need not. */
	public Optional<Duration> suspendedFor(Attempt attempt) {
		String key = key(attempt, this.rules.get());
		return (key == null) ? Optional.empty() : active(key).map(this::left);
	}

	private Optional<Suspension> active(String key) {
		Instant now = this.clock.instant();
		return Optional.ofNullable(this.suspended.getIfPresent(key))
			.filter((suspension) -> now.isBefore(suspension.until()));
	}

	/** Takes a turn for an attempt of which only the address counts. */
	public Turn turn(String address) {
		return turn(Attempt.from(address));
	}

	/**
	 * Lets an attempt be judged, or says how long it has to wait. Those under way count
	 * as wrong until they have ended.
	 */
	public Turn turn(Attempt attempt) {
		SecurityRules current = this.rules.get();
		String key = key(attempt, current);
		if (key == null) {
			return Turn.taken((verdict) -> {
			});
		}
		boolean entered = this.places.enter(key, (others) -> active(key).isPresent() || others == 0
				|| failures(key, current) + others < current.attempts(), PATIENCE);
		Turn turn = entered ? Turn.taken((verdict) -> leave(key, attempt, verdict)) : Turn.refused(PATIENCE);
		Optional<Suspension> suspension = active(key);
		if (suspension.isPresent()) {
			turn.close();
			return Turn.refused(left(suspension.get()));
		}
		return turn;
	}

	private void leave(String key, Attempt attempt, Verdict verdict) {
		this.places.leave(key, () -> {
			switch (verdict) {
				case WRONG -> recordFailure(attempt);
				case RIGHT -> recordSuccess(attempt);
				case NONE -> {
				}
			}
		});
	}

	private int failures(String key, SecurityRules current) {
		FailureCount count = this.counts.getIfPresent(key);
		return (count != null) ? count.countedSince(this.clock.instant().minus(current.window())) : 0;
	}

	private Duration left(Suspension suspension) {
		return Duration.between(this.clock.instant(), suspension.until());
	}

	/** Counts a wrong attempt from an address, for any name. */
	public void recordFailure(String address) {
		recordFailure(Attempt.from(address));
	}

	/** Counts a wrong attempt; the one that is too many suspends the address. */
	public void recordFailure(Attempt attempt) {
		SecurityRules now = this.rules.get();
		String key = key(attempt, now);
		if (key != null) {
			Suspension made = count(key, attempt.uai(), now);
			if (made != null) {
				this.onSuspension.accept(made);
			}
		}
	}

	private @Nullable Suspension count(String key, @Nullable Uai uai, SecurityRules current) {
		Instant now = this.clock.instant();
		AtomicReference<Suspension> made = new AtomicReference<>();
		this.counts.asMap().compute(key, (same, before) -> {
			if (active(key).isPresent()) {
				return null;
			}
			FailureCount count = ((before != null) ? before : FailureCount.NONE).failedAt(now,
					now.minus(current.window()));
			if (count.failures().size() < current.attempts()) {
				return count;
			}
			Suspension suspension = suspension(key, uai, now, current);
			this.suspended.put(key, suspension);
			made.set(suspension);
			return null;
		});
		return made.get();
	}

	/** Takes one wrong attempt back, for any name. */
	public void recordSuccess(String address) {
		recordSuccess(Attempt.from(address));
	}

	/** Takes one wrong attempt back, within the limit that the class comment gives. */
	public void recordSuccess(Attempt attempt) {
		SecurityRules current = this.rules.get();
		String key = key(attempt, current);
		if (key != null) {
			Instant now = this.clock.instant();
			this.counts.asMap()
				.computeIfPresent(key,
						(same, count) -> count.forgivenAt(now, now.minus(current.window()), current.attempts() / 2));
		}
	}

	private Suspension suspension(String key, @Nullable Uai uai, Instant now, SecurityRules current) {
		int name = key.indexOf(BEFORE_NAME);
		String address = (name < 0) ? key : key.substring(0, name);
		boolean network = IpAddress.parse(address).filter(IpAddress::isIpv6).isPresent();
		return new Suspension(address, network ? address + "/" + IPV6_CUSTOMER_BITS : address,
				(name < 0) ? this.cause : Cause.ONE_VISITOR_NAME, uai, now, now.plus(current.suspension()));
	}

	/** Who is suspended now, the newest first. */
	public List<Suspension> list() {
		Instant now = this.clock.instant();
		SecurityRules current = this.rules.get();
		return this.suspended.asMap()
			.values()
			.stream()
			.filter((suspension) -> now.isBefore(suspension.until()) && holds(suspension, current))
			.sorted(Comparator.comparing(Suspension::since).reversed().thenComparing(Suspension::address))
			.toList();
	}

	/**
	 * An address that became trusted since is not suspended any more, nor the reverse.
	 */
	private static boolean holds(Suspension suspension, SecurityRules current) {
		boolean trusted = IpAddress.parse(suspension.address()).filter(current::trusts).isPresent();
		return trusted == (suspension.cause() == Cause.ONE_VISITOR_NAME);
	}

	/**
	 * Lets an address try again, from a count of none.
	 * @param address any address of the range
	 * @return whether it was suspended
	 */
	public boolean release(String address) {
		String key = addressKey(address);
		boolean released = !release((suspension) -> suspension.address().equals(key)).isEmpty();
		this.counts.asMap()
			.keySet()
			.removeIf((counted) -> counted.equals(key) || counted.startsWith(key + BEFORE_NAME));
		return released;
	}

	/**
	 * Lets all of a kind try again.
	 * @param which which ones
	 * @return those that this call released, and no other
	 */
	public List<Suspension> release(Predicate<Suspension> which) {
		Instant now = this.clock.instant();
		List<Suspension> released = new ArrayList<>();
		this.suspended.asMap().forEach((key, suspension) -> {
			if (which.test(suspension) && this.suspended.asMap().remove(key, suspension)
					&& now.isBefore(suspension.until())) {
				released.add(suspension);
			}
		});
		return released;
	}

	/** Under what an attempt counts; null where it does not. */
	private static @Nullable String key(Attempt attempt, SecurityRules current) {
		Optional<IpAddress> ip = counted(attempt.address());
		String address = ip.map(IpAddress::toString).orElse(attempt.address());
		if (ip.filter(current::trusts).isEmpty()) {
			return address;
		}
		return (attempt.name() != null) ? address + BEFORE_NAME + attempt.name() : null;
	}

	static String addressKey(String address) {
		return counted(address).map(IpAddress::toString).orElse(address);
	}

	private static Optional<IpAddress> counted(String address) {
		return IpAddress.parse(address).map((ip) -> ip.isIpv6() ? ip.network(IPV6_CUSTOMER_BITS) : ip);
	}

}
