package fr.passerelle.gateway.proxy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.session.GatewaySession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static fr.passerelle.gateway.identity.Profile.TUT;
import static org.assertj.core.api.Assertions.assertThat;

/** Measures the heap that kept signatures hold beside their sessions. */
class IdentityMemoryTests {

	private static final int COUNT = 50_000;

	private @Nullable IdentityHeaders headers;

	@Test
	void fiftyThousandSignaturesHoldLessThanAQuarterOfAKilobyteEach(@TempDir Path dataDir) {
		Assertions assertions = new Assertions(SigningKeys.open(dataDir), Clock.systemUTC());
		List<GatewaySession> sessions = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			sessions.add(TestPassages.session("session" + i, "person" + i, "Firstname Familyname" + i, TUT));
		}
		this.headers = signed(assertions, sessions);
		long with = used();
		assertThat(this.headers).isNotNull();
		this.headers = null;
		long each = (with - used()) / COUNT;

		assertThat(each).isBetween(100L, 256L);
		assertThat(sessions).hasSize(COUNT);
	}

	private static IdentityHeaders signed(Assertions assertions, List<GatewaySession> sessions) {
		IdentityHeaders headers = new IdentityHeaders(assertions, Clock.systemUTC());
		sessions.forEach((session) -> headers.of(session, TestPassages.PUBLIC_URL));
		assertThat(headers.count()).isEqualTo(COUNT);
		return headers;
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
