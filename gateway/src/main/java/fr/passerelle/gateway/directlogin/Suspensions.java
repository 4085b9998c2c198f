package fr.passerelle.gateway.directlogin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.web.IpAddress;

/**
 * Addresses that guess passwords: counted over a sliding window, suspended for a while.
 * In this node's memory and bounded: past the bound, the addresses seen least are
 * forgotten first. The form has one count, the administrators' API another.
 * <p>
 * An IPv6 address counts as its /64, since that is what one customer holds. A whole
 * school often comes from one IPv4 address, so a right password takes one wrong one back
 * (the typing error before it); but only half as often as attempts are allowed within one
 * window, or a pupil with an account could guess between two logins for ever.
 */
public final class Suspensions {

	private static final int IPV6_CUSTOMER_BITS = 64;

	private final PasserelleSettings.DirectLogin rules;

	private final Clock clock;

	private final Consumer<Suspension> onSuspension;

	private final Cache<String, FailureCount> counts;

	/** Apart from the counts, so that a flood of new addresses releases none. */
	private final Cache<String, Suspension> suspended;

	/**
	 * Counts by these rules.
	 * @param rules attempts, window and suspension
	 * @param clock the time
	 * @param onSuspension told of each new suspension, once
	 */
	public Suspensions(PasserelleSettings.DirectLogin rules, Clock clock, Consumer<Suspension> onSuspension) {
		this.rules = rules;
		this.clock = clock;
		this.onSuspension = onSuspension;
		Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
		this.counts = Caffeine.newBuilder()
			.maximumSize(rules.maxAddresses())
			.expireAfterWrite(rules.window())
			.ticker(ticker)
			.build();
		this.suspended = Caffeine.newBuilder()
			.maximumSize(rules.maxAddresses())
			.expireAfterWrite(rules.suspension())
			.ticker(ticker)
			.build();
	}

	/** How long this address still has to wait; empty where it need not. */
	public Optional<Duration> suspendedFor(String address) {
		return active(key(address)).map((suspension) -> Duration.between(this.clock.instant(), suspension.until()));
	}

	private Optional<Suspension> active(String key) {
		Instant now = this.clock.instant();
		return Optional.ofNullable(this.suspended.getIfPresent(key))
			.filter((suspension) -> now.isBefore(suspension.until()));
	}

	/** Counts a wrong attempt; the one that is too many suspends the address. */
	public void recordFailure(String address) {
		String key = key(address);
		Instant now = this.clock.instant();
		AtomicReference<Suspension> made = new AtomicReference<>();
		this.counts.asMap().compute(key, (same, before) -> {
			if (active(key).isPresent()) {
				return null;
			}
			FailureCount count = ((before != null) ? before : FailureCount.NONE).failedAt(now, windowStart(now));
			if (count.failures().size() < this.rules.attempts()) {
				return count;
			}
			Suspension suspension = suspension(key, now);
			this.suspended.put(key, suspension);
			made.set(suspension);
			return null;
		});
		if (made.get() != null) {
			this.onSuspension.accept(made.get());
		}
	}

	/** Takes one wrong attempt back, within the limit that the class comment gives. */
	public void recordSuccess(String address) {
		Instant now = this.clock.instant();
		this.counts.asMap()
			.computeIfPresent(key(address), (same, count) -> count.forgivenAt(now, windowStart(now), mostForgiven()));
	}

	private int mostForgiven() {
		return this.rules.attempts() / 2;
	}

	private Instant windowStart(Instant now) {
		return now.minus(this.rules.window());
	}

	private Suspension suspension(String key, Instant now) {
		boolean network = IpAddress.parse(key).filter(IpAddress::isIpv6).isPresent();
		return new Suspension(key, network ? key + "/" + IPV6_CUSTOMER_BITS : key, now,
				now.plus(this.rules.suspension()));
	}

	/** Who is suspended now, the newest first. */
	public List<Suspension> list() {
		Instant now = this.clock.instant();
		return this.suspended.asMap()
			.values()
			.stream()
			.filter((suspension) -> now.isBefore(suspension.until()))
			.sorted(Comparator.comparing(Suspension::since).reversed().thenComparing(Suspension::address))
			.toList();
	}

	/**
	 * Lets an address try again, from a count of none.
	 * @param address any address of the range
	 * @return whether it was suspended
	 */
	public boolean release(String address) {
		String key = key(address);
		boolean released = active(key).isPresent() && this.suspended.asMap().remove(key) != null;
		this.counts.invalidate(key);
		return released;
	}

	private static String key(String address) {
		return IpAddress.parse(address)
			.map((ip) -> (ip.isIpv6() ? ip.network(IPV6_CUSTOMER_BITS) : ip).toString())
			.orElse(address);
	}

}
