package fr.passerelle.gateway.suspension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.http.IpRange;
import fr.passerelle.gateway.suspension.RulesFault.Field;
import fr.passerelle.gateway.suspension.RulesFault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Rules as someone wrote them down.
 *
 * @param attempts null where it is not a number
 * @param window null where it is not a duration
 * @param suspension null where it is not a duration
 * @param trustedNetworks addresses or CIDR ranges; empty ones are passed over
 */
public record SecurityRulesDraft(@Nullable Integer attempts, @Nullable Duration window, @Nullable Duration suspension,
		List<String> trustedNetworks) {

	/** Most wrong attempts that may be allowed. */
	public static final int MAX_ATTEMPTS = 1000;

	/** Longest window. */
	public static final Duration MAX_WINDOW = Duration.ofDays(1);

	/** Longest suspension. */
	public static final Duration MAX_SUSPENSION = Duration.ofDays(7);

	/** Most trusted networks: a login looks at each. */
	public static final int MAX_NETWORKS = 100;

	/** Widest trusted networks; a wider one would trust the Internet. */
	private static final int LEAST_IPV4_BITS = 8;

	private static final int LEAST_IPV6_BITS = 16;

	/** Of IPv6, one customer's /64 is suspended, and so trusted, as a whole. */
	private static final int MOST_IPV6_BITS = 64;

	public SecurityRulesDraft {
		trustedNetworks = trustedNetworks.stream().map(String::strip).filter((text) -> !text.isEmpty()).toList();
	}

	/**
	 * The rules, if all of them are usable.
	 * @throws InvalidRulesException with every fault
	 */
	SecurityRules read() {
		List<RulesFault> faults = new ArrayList<>();
		if (this.attempts == null || this.attempts < 1 || this.attempts > MAX_ATTEMPTS) {
			faults.add(new RulesFault(Field.ATTEMPTS, Kind.OUT_OF_RANGE, null));
		}
		check(Field.WINDOW, this.window, MAX_WINDOW, faults);
		check(Field.SUSPENSION, this.suspension, MAX_SUSPENSION, faults);
		List<IpRange> networks = networks(faults);
		if (!faults.isEmpty() || this.attempts == null || this.window == null || this.suspension == null) {
			throw new InvalidRulesException(faults);
		}
		return new SecurityRules(this.attempts, this.window, this.suspension, networks);
	}

	private static void check(Field field, @Nullable Duration value, Duration max, List<RulesFault> faults) {
		if (value == null || value.toSeconds() < 1 || !value.equals(Duration.ofSeconds(value.toSeconds()))
				|| value.compareTo(max) > 0) {
			faults.add(new RulesFault(field, Kind.OUT_OF_RANGE, null));
		}
	}

	private List<IpRange> networks(List<RulesFault> faults) {
		if (this.trustedNetworks.size() > MAX_NETWORKS) {
			faults.add(new RulesFault(Field.TRUSTED_NETWORKS, Kind.TOO_MANY, null));
			return List.of();
		}
		Set<IpRange> networks = new LinkedHashSet<>();
		for (String text : this.trustedNetworks) {
			Optional<IpRange> range = IpRange.parse(text);
			if (range.isEmpty()) {
				faults.add(new RulesFault(Field.TRUSTED_NETWORKS, Kind.UNREADABLE, text));
			}
			else if (isTooWide(range.get())) {
				faults.add(new RulesFault(Field.TRUSTED_NETWORKS, Kind.TOO_WIDE, text));
			}
			else {
				networks.add(asCounted(range.get()));
			}
		}
		return List.copyOf(networks);
	}

	private static boolean isTooWide(IpRange range) {
		return range.bits() < (range.network().isIpv6() ? LEAST_IPV6_BITS : LEAST_IPV4_BITS);
	}

	private static IpRange asCounted(IpRange range) {
		return (range.network().isIpv6() && range.bits() > MOST_IPV6_BITS)
				? new IpRange(range.network().network(MOST_IPV6_BITS), MOST_IPV6_BITS) : range;
	}

}
