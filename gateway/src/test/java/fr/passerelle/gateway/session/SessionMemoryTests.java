package fr.passerelle.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Measures the heap that sessions hold. */
class SessionMemoryTests {

	private static final int COUNT = 100_000;

	private static final int MOST_EACH = 614;

	private static long used() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

	@Test
	void hundredThousandSessionsHoldLessThanSixTenthsOfAKilobyteEach() {
		Sessions sessions = new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), COUNT),
				Clock.systemUTC());
		Uai uai = new Uai("0330001A");
		long before = used();
		for (int i = 0; i < COUNT; i++) {
			Visitor visitor = new Visitor("person" + i, "Firstname Familyname" + i, new HashSet<>(Set.of(Profile.TUT)),
					new HashSet<>(Set.of(EspaceKey.PARENT)));
			sessions.open(uai, EspaceKey.PARENT, visitor, "atrium", "ST-" + i + "-0123456789abcdef",
					new SignInOrigin("203.0.113." + i % 200, Device.MOBILE));
		}
		long each = (used() - before) / COUNT;

		assertThat(each).isBetween(100L, (long) MOST_EACH);
		assertThat(sessions.count()).isEqualTo(COUNT);
	}

}
