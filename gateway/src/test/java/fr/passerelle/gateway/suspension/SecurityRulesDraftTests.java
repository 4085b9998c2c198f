package fr.passerelle.gateway.suspension;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.suspension.RulesFault.Field;
import fr.passerelle.gateway.suspension.RulesFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecurityRulesDraftTests {

	private static final Duration TEN = Duration.ofMinutes(10);

	@Test
	void everyFaultIsNamedAtOnce() {
		SecurityRulesDraft draft = new SecurityRulesDraft(0, Duration.ofDays(2), null,
				List.of("203.0.113.0/24", "school", "0.0.0.0/0"));
		assertThatExceptionOfType(InvalidRulesException.class).isThrownBy(draft::read)
			.satisfies((ex) -> assertThat(ex.faults()).containsExactly(
					new RulesFault(Field.ATTEMPTS, Kind.OUT_OF_RANGE, null),
					new RulesFault(Field.WINDOW, Kind.OUT_OF_RANGE, null),
					new RulesFault(Field.SUSPENSION, Kind.OUT_OF_RANGE, null),
					new RulesFault(Field.TRUSTED_NETWORKS, Kind.UNREADABLE, "school"),
					new RulesFault(Field.TRUSTED_NETWORKS, Kind.TOO_WIDE, "0.0.0.0/0")));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			203.0.113.7,             203.0.113.7
			' 203.0.113.9/24 ',      203.0.113.0/24
			2001:db8:1:2:3:4:5:6,    2001:db8:1:2::/64
			2001:0db8::/32,          2001:db8::/32
			10.0.0.0/8,              10.0.0.0/8
			""")
	void aNetworkIsKeptInOneForm(String text, String kept) {
		assertThat(new SecurityRulesDraft(5, TEN, TEN, List.of(text, text, "")).read().trustedNetworks())
			.singleElement()
			.hasToString(kept);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7/33", "203.0.113.0/", "1.2.3", "a.example", "::/0", "1.0.0.0/7", "fe80::1%eth0" })
	void whatIsNoNetworkOrTooWideIsRefused(String text) {
		assertThatExceptionOfType(InvalidRulesException.class)
			.isThrownBy(new SecurityRulesDraft(5, TEN, TEN, List.of(text))::read);
	}

	@Test
	void moreNetworksThanALoginMayLookAtAreRefused() {
		assertThatExceptionOfType(InvalidRulesException.class)
			.isThrownBy(new SecurityRulesDraft(5, TEN, TEN, Collections.nCopies(101, "203.0.113.7"))::read)
			.satisfies((ex) -> assertThat(ex.faults())
				.containsExactly(new RulesFault(Field.TRUSTED_NETWORKS, Kind.TOO_MANY, null)));
	}

}
