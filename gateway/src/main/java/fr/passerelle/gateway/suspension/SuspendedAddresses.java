package fr.passerelle.gateway.suspension;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * All suspended addresses, visitors' and administrators', for those who may release them:
 * each release is in the journal. An establishment's own administrators see and release
 * what was suspended there. Those of this node: they are counted in its memory.
 */
public final class SuspendedAddresses {

	/** Most releases of one call that the journal names one by one. */
	private static final int MAX_NAMED = 500;

	private final List<Suspensions> all;

	private final AuditTrail audit;

	private final Clock clock;

	SuspendedAddresses(List<Suspensions> all, AuditTrail audit, Clock clock) {
		this.all = List.copyOf(all);
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Who is suspended now, the newest first.
	 * @param uai only what was suspended at this establishment; null for everything
	 */
	public List<Suspension> list(@Nullable Uai uai) {
		return this.all.stream()
			.map(Suspensions::list)
			.flatMap(List::stream)
			.filter(at(uai))
			.sorted(Comparator.comparing(Suspension::since).reversed())
			.toList();
	}

	/**
	 * Lets one address try again.
	 * @param uai only if it was suspended at this establishment; null for any
	 * @param address any address of the range
	 * @param by on whose behalf
	 * @return whether it was suspended until now
	 */
	public boolean release(@Nullable Uai uai, String address, Actor by) {
		if (IpAddress.parse(address).isEmpty()) {
			return false;
		}
		// Every count is asked: one address may be in several.
		long released = this.all.stream().filter((counts) -> releases(counts, uai, address)).count();
		if (released > 0) {
			record(uai, by, IpAddress.parse(address).map(IpAddress::toString).orElse(address));
		}
		return released > 0;
	}

	/**
	 * Lets all of them try again.
	 * @param uai only those that were suspended at this establishment; null for all
	 * @param by on whose behalf
	 * @return how many suspensions ended by this call
	 */
	public int releaseAll(@Nullable Uai uai, Actor by) {
		List<Suspension> released = this.all.stream()
			.map((counts) -> counts.release(at(uai)))
			.flatMap(List::stream)
			.toList();
		released.stream().limit(MAX_NAMED).forEach((suspension) -> record(suspension.uai(), by, suspension.range()));
		if (released.size() > MAX_NAMED) {
			record(uai, by, "and " + (released.size() - MAX_NAMED) + " more");
		}
		return released.size();
	}

	private static Predicate<Suspension> at(@Nullable Uai uai) {
		return (suspension) -> uai == null || uai.equals(suspension.uai());
	}

	private static boolean releases(Suspensions counts, @Nullable Uai uai, String address) {
		if (uai == null) {
			return counts.release(address);
		}
		String key = Suspensions.addressKey(address);
		return !counts.release(at(uai).and((suspension) -> suspension.address().equals(key))).isEmpty();
	}

	private void record(@Nullable Uai uai, Actor by, String which) {
		this.audit.record(
				AuditEntry.of(this.clock.instant(), AuditType.ADDRESS_RELEASED).withUai(uai).by(by).withDetail(which));
	}

}
