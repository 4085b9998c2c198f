package fr.passerelle.gateway.proxy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.session.GatewaySession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static fr.passerelle.gateway.identity.Profile.TUT;
import static org.assertj.core.api.Assertions.assertThat;

/** Measures the heap that kept signatures hold beside their sessions. */
class IdentityMemoryTests {

	private static final int COUNT = 20_000;

	@Test
	void twentyThousandSignaturesHoldLessThanAQuarterOfAKilobyteEach(@TempDir Path dataDir) {
		IdentityHeaders headers = new IdentityHeaders(new Assertions(SigningKeys.open(dataDir), Clock.systemUTC()),
				Clock.systemUTC());
		List<GatewaySession> sessions = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			sessions.add(TestPassages.session("session" + i, "person" + i, "Firstname Familyname" + i, TUT));
		}
		for (int i = 0; i < 200; i++) {
			headers.of(sessions.get(i), TestPassages.PUBLIC_URL);
		}
		long before = used();
		sessions.forEach((session) -> headers.of(session, TestPassages.PUBLIC_URL));
		long each = (used() - before) / COUNT;

		assertThat(headers.count()).isEqualTo(COUNT);
		assertThat(each).isBetween(100L, 256L);
		assertThat(sessions).hasSize(COUNT);
	}

	private static long used() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

}
