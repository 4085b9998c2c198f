package fr.passerelle.gateway.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import fr.passerelle.gateway.http.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Counts refusals, since a stranger can have as many as he likes: in each minute the
 * first of one kind to one address, and the first of one kind in all, are entries of
 * their own; the rest is one entry that says how many. The table begins anew each minute
 * and takes no address beyond the first ones, so it is bounded by them.
 */
final class RefusalCounts {

	/** An IPv6 customer has a network of this size, and all addresses in it. */
	private static final int CUSTOMER_BITS = 64;

	private final int perAddress;

	private final int perMinute;

	private final Map<Kind, Count> counts = new HashMap<>();

	private final Map<AuditType, Count> totals = new EnumMap<>(AuditType.class);

	private Instant minute = Instant.MIN;

	/**
	 * Counts for one program.
	 * @param perAddress entries of one kind to one address in a minute
	 * @param perMinute entries of one kind in a minute, to all addresses
	 */
	RefusalCounts(int perAddress, int perMinute) {
		this.perAddress = perAddress;
		this.perMinute = perMinute;
	}

	/**
	 * One kind of refusal to one client. A person for whom an ENT vouches is a client
	 * beside the address: a whole school has one address.
	 */
	private record Kind(AuditType type, @Nullable String code, String client, @Nullable String person) {
	}

	/** Which entry has what was refused, where it is one of its own. */
	record Verdict(@Nullable AuditEntry entry, @Nullable String reference) {
	}

	/** What one kind has come to in this minute; the first entry that was not kept. */
	private static final class Count {

		private int kept;

		private int more;

		private @Nullable AuditEntry first;

		private boolean elsewhere;

		Verdict more(AuditEntry entry) {
			this.more++;
			AuditEntry counted = this.first;
			if (counted == null) {
				this.first = entry;
				return new Verdict(null, entry.reference());
			}
			this.elsewhere |= !Objects.equals(counted.uai(), entry.uai());
			return new Verdict(null, counted.reference());
		}

		Optional<AuditEntry> summary(boolean oneClient) {
			return Optional.ofNullable(this.first).map((counted) -> {
				AuditEntry summary = AuditEntry.of(counted.at(), counted.type())
					.withReference(counted.reference())
					.withUai(this.elsewhere ? null : counted.uai())
					.withDetail(AuditEntry.counting(this.more));
				return oneClient
						? summary.withPerson(counted.person()).withAddress(counted.address()).withCode(counted.code())
						: summary;
			});
		}

	}

	/** Decides whether a refusal becomes an entry, or which entry counts it. */
	synchronized Verdict take(AuditEntry refusal) {
		if (this.totals.isEmpty()) {
			this.minute = refusal.at().truncatedTo(ChronoUnit.MINUTES);
		}
		Count total = this.totals.computeIfAbsent(refusal.type(), (type) -> new Count());
		boolean room = total.kept < this.perMinute;
		Kind kind = kind(refusal);
		Count count = room ? this.counts.computeIfAbsent(kind, (key) -> new Count()) : this.counts.get(kind);
		if (count == null) {
			return total.more(refusal);
		}
		if (!room || count.kept >= this.perAddress) {
			return count.more(refusal);
		}
		count.kept++;
		total.kept++;
		return new Verdict(refusal, refusal.reference());
	}

	private static Kind kind(AuditEntry refusal) {
		String address = Objects.requireNonNullElse(refusal.address(), "");
		String client = IpAddress.parse(address)
			.map((ip) -> ip.isIpv6() ? ip.network(CUSTOMER_BITS).toString() : ip.toString())
			.orElse(address);
		// A typed name is the stranger's own choice and splits no count.
		String person = (refusal.type() == AuditType.LOGIN_REFUSED) ? refusal.person() : null;
		return new Kind(refusal.type(), refusal.code(), client, person);
	}

	/**
	 * The entries that count the rest of a minute, once it is over.
	 * @param now the time
	 */
	synchronized List<AuditEntry> due(Instant now) {
		// A clock that was set back must not hold the counts until it has caught up.
		return now.truncatedTo(ChronoUnit.MINUTES).equals(this.minute) ? List.of() : all();
	}

	/** The entries that count the rest, whether or not the minute is over. */
	synchronized List<AuditEntry> all() {
		List<AuditEntry> entries = new ArrayList<>();
		this.counts.values().forEach((count) -> count.summary(true).ifPresent(entries::add));
		this.totals.values().forEach((count) -> count.summary(false).ifPresent(entries::add));
		this.counts.clear();
		this.totals.clear();
		return entries;
	}

}
