package fr.passerelle.gateway.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.EntSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingLinksTests {

	private static final Establishment COLLEGE = TestEstablishments.college();

	private final MovableClock clock = new MovableClock();

	private final PendingLinks links = new PendingLinks(Duration.ofMinutes(30), 1000, 1_000_000, this.clock);

	private String begin() {
		return this.links.begin(vouched(new RemoteIdentity("mdupont", Map.of()), "192.0.2.1"), true);
	}

	private static VouchedLogin vouched(RemoteIdentity identity, String address) {
		String target = "/pronote/parent.html?x=1";
		Visit visit = new Visit(FakeRequest.get(target).from(address), COLLEGE, COLLEGE.espace(EspaceKey.PARENT));
		return new VouchedLogin(visit, TestEstablishments.delegation("atrium"), identity, EntSession.ofTicket("ST-1"),
				target);
	}

	private PendingLink find(String secret) {
		return Objects.requireNonNull(this.links.find(secret, COLLEGE.uai()));
	}

	@Test
	void findByTheSecretGivesTheLoginAsItWas() {
		PendingLink link = find(begin());
		assertThat(link.espace()).isEqualTo(EspaceKey.PARENT);
		assertThat(link.delegation()).isEqualTo("atrium");
		assertThat(link.target()).isEqualTo("/pronote/parent.html?x=1");
		assertThat(link.optional()).isTrue();
		assertThat(link.spent()).isFalse();
		assertThat(link).asString().doesNotContain("mdupont", "ST-1");
	}

	@Test
	void findByAnythingElseGivesNothing() {
		String secret = begin();
		assertThat(this.links.find(null, COLLEGE.uai())).isNull();
		assertThat(this.links.find(PendingLinks.name(secret), COLLEGE.uai())).isNull();
		assertThat(this.links.find(find(secret).id(), COLLEGE.uai())).isNull();
		assertThat(this.links.find(secret + "x".repeat(100), COLLEGE.uai())).isNull();
		assertThat(this.links.find(secret, new Uai("0750002B"))).isNull();
	}

	@Test
	void findWhenTheTimeIsOverGivesNothing() {
		String secret = begin();
		this.clock.move(Duration.ofMinutes(29));
		assertThat(this.links.find(secret, COLLEGE.uai())).isNotNull();
		this.clock.move(Duration.ofMinutes(2));
		assertThat(this.links.find(secret, COLLEGE.uai())).isNull();
	}

	@Test
	void beginByOneClientAgainAndAgainCostsNoOtherClientItsLogin() {
		String secret = begin();
		RemoteIdentity large = new RemoteIdentity("x", Map.of("a", List.of("v".repeat(20_000))));
		for (int i = 0; i < 200; i++) {
			this.links.begin(vouched(large, "203.0.113.9"), true);
		}
		assertThat(find(secret).target()).isEqualTo("/pronote/parent.html?x=1");
	}

	@Test
	void beginWithWhatIsReadAsAListAloneWeighsItToo() {
		String secret = begin();
		RemoteIdentity large = new RemoteIdentity("x", Map.of(), Map.of("a", List.of("v".repeat(200_000))));
		for (int i = 0; i < 20; i++) {
			this.links.begin(vouched(large, "192.0.2.1"), true);
		}
		assertThat(this.links.find(secret, COLLEGE.uai())).isNull();
	}

	@Test
	void ofManyUsesAtOnceOneCounts() throws Exception {
		String secret = begin();
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<Boolean>> uses = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				PendingLink link = find(secret);
				uses.add(threads.submit(() -> {
					start.await();
					return this.links.use(link);
				}));
			}
			start.countDown();
			int counted = 0;
			for (Future<Boolean> use : uses) {
				counted += use.get() ? 1 : 0;
			}
			assertThat(counted).isEqualTo(1);
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(find(secret).spent()).isTrue();
		assertThat(this.links.use(find(secret))).isFalse();
	}

}
