package fr.passerelle.gateway.console.security;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.stream.Collectors;

import fr.passerelle.gateway.http.IpRange;
import fr.passerelle.gateway.suspension.NumberedRules;
import fr.passerelle.gateway.suspension.SecurityRules;
import fr.passerelle.gateway.suspension.SecurityRulesDraft;
import org.jspecify.annotations.Nullable;

/**
 * The rules as the form has them: times in minutes, one network a line.
 *
 * @param base the number of the rules that were shown
 * @param attempts as it was typed
 * @param window as it was typed
 * @param suspension as it was typed
 * @param networks as they were typed
 */
record RulesForm(long base, String attempts, String window, String suspension, String networks) {

	private static final BigDecimal SECONDS = BigDecimal.valueOf(60);

	/** More digits than any usable number has. */
	private static final int MAX_DIGITS = 9;

	RulesForm(long base, @Nullable String attempts, @Nullable String window, @Nullable String suspension,
			@Nullable String networks) {
		this.base = base;
		this.attempts = text(attempts);
		this.window = text(window);
		this.suspension = text(suspension);
		this.networks = text(networks);
	}

	static RulesForm of(NumberedRules current) {
		SecurityRules rules = current.rules();
		return new RulesForm(current.number(), Integer.toString(rules.attempts()), minutes(rules.window()),
				minutes(rules.suspension()),
				rules.trustedNetworks().stream().map(IpRange::toString).collect(Collectors.joining("\n")));
	}

	SecurityRulesDraft draft() {
		BigDecimal number = number(this.attempts);
		Integer whole = (number != null && number.stripTrailingZeros().scale() <= 0) ? number.intValue() : null;
		return new SecurityRulesDraft(whole, time(this.window), time(this.suspension), this.networks.lines().toList());
	}

	private static @Nullable Duration time(String minutes) {
		BigDecimal number = number(minutes);
		if (number == null) {
			return null;
		}
		// Two digits of a minute are shown, which is less than half a second off.
		return Duration.ofSeconds(number.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValue());
	}

	private static @Nullable BigDecimal number(String text) {
		if (text.length() > MAX_DIGITS || !text.matches("[0-9]+([.,][0-9]+)?")) {
			return null;
		}
		return new BigDecimal(text.replace(',', '.'));
	}

	private static String minutes(Duration time) {
		BigDecimal minutes = BigDecimal.valueOf(time.toSeconds()).divide(SECONDS, 2, RoundingMode.HALF_UP);
		return minutes.stripTrailingZeros().toPlainString();
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text.strip() : "";
	}

}
