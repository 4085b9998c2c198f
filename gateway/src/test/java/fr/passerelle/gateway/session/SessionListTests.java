package fr.passerelle.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions as administrators see and end them.
 */
class SessionListTests {

	private static final Uai HERE = new Uai("0330001A");

	private static final Uai ELSEWHERE = new Uai("0750002B");

	private static final SignInOrigin PHONE = new SignInOrigin("203.0.113.9", Device.MOBILE);

	private final MovableClock clock = new MovableClock();

	private final Sessions sessions = store(1000);

	@Test
	void whoSignedInLastComesFirstPageByPage() {
		for (int i = 0; i < 5; i++) {
			open(HERE, EspaceKey.PARENT, "p" + i, "horizon");
			this.clock.move(Duration.ofSeconds(1));
		}
		open(ELSEWHERE, EspaceKey.PARENT, "other", "horizon");
		assertThat(users(SessionFilter.ALL, 0, 2)).containsExactly("p4", "p3");
		assertThat(users(SessionFilter.ALL, 2, 2)).containsExactly("p2", "p1");
		assertThat(users(SessionFilter.ALL, 4, 2)).containsExactly("p0");
		assertThat(users(SessionFilter.ALL, 6, 2)).isEmpty();
		assertThat(this.sessions.list(HERE, SessionFilter.ALL, 2, 2).total()).isEqualTo(5);
		assertThat(this.sessions.count(ELSEWHERE, SessionFilter.ALL)).isEqualTo(1);
		open(ELSEWHERE, EspaceKey.ELEVE, "other", "horizon");
		assertThat(this.sessions.count(ELSEWHERE, SessionFilter.ALL)).isEqualTo(2);
		assertThat(this.sessions.people(ELSEWHERE, SessionFilter.ALL)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			horizon,  ,    ,       ,               anne bea
			direct,   ,    ,       ,               carla
			unknown,  ,    ,       ,               ''
			,         ELV, ,       ,               bea
			,         ,    parent, ,               anne carla
			,         ,    ,       DUPRE,          anne bea carla
			,         ,    ,       'dupré  anne',  anne
			,         ,    ,       ann,            anne
			horizon,  TUT, parent, dup,            anne
			horizon,  ELV, parent, ,               ''
			' ',      ,    ,       ' ',            anne bea carla
			""")
	void onlyThoseThatFitEveryPartOfAFilterAreShown(@Nullable String delegation, @Nullable Profile profile,
			@Nullable String espace, @Nullable String text, String users) {
		open(HERE, EspaceKey.PARENT, new Visitor("anne", "Anne Dupré", Set.of(Profile.TUT), Set.of()), "horizon");
		open(HERE, EspaceKey.ELEVE, new Visitor("bea", "Béa DUPRÉ", Set.of(Profile.ELV), Set.of()), "horizon");
		open(HERE, EspaceKey.PARENT, new Visitor("carla", "Carla Dupre", Set.of(), Set.of()), GatewaySession.DIRECT);
		SessionFilter filter = new SessionFilter(delegation, profile,
				(espace != null) ? EspaceKey.of(espace).orElseThrow() : null, text);
		assertThat(users(filter, 0, 10)).containsExactlyInAnyOrder(users.isEmpty() ? new String[0] : users.split(" "));
	}

	@Test
	void aLookAtTheListIsNoUse() {
		String secret = open(HERE, EspaceKey.PARENT, "anne", "horizon").secret();
		Instant opened = this.clock.instant();
		this.clock.move(Duration.ofMinutes(40));
		Connection seen = this.sessions.list(HERE, SessionFilter.ALL, 0, 1).items().get(0);
		assertThat(seen.lastUse()).isEqualTo(opened);
		assertThat(this.sessions.peek(HERE, seen.session().id())).isEqualTo(seen.session());
		this.clock.move(Duration.ofMinutes(40));
		assertThat(this.sessions.list(HERE, SessionFilter.ALL, 0, 1).total()).isZero();
		assertThat(this.sessions.find(secret, HERE, EspaceKey.PARENT)).isNull();
	}

	@Test
	void theLastUseIsTheLastPage() {
		String secret = open(HERE, EspaceKey.PARENT, "anne", "horizon").secret();
		this.clock.move(Duration.ofMinutes(40));
		this.sessions.find(secret, HERE, EspaceKey.PARENT);
		Instant used = this.clock.instant();
		this.clock.move(Duration.ofMinutes(5));
		Connection seen = this.sessions.list(HERE, SessionFilter.ALL, 0, 1).items().get(0);
		assertThat(seen.lastUse()).isEqualTo(used);
		assertThat(seen.session().origin()).isEqualTo(PHONE);
	}

	@Test
	void whoIsPastTheGreatestAgeIsNotConnected() {
		String secret = open(HERE, EspaceKey.PARENT, "anne", "horizon").secret();
		for (int i = 0; i < 14; i++) {
			this.clock.move(Duration.ofMinutes(50));
			this.sessions.find(secret, HERE, EspaceKey.PARENT);
		}
		this.clock.move(Duration.ofMinutes(50));
		assertThat(this.sessions.count(HERE, SessionFilter.ALL)).isZero();
	}

	@Test
	void manyEndAtOnceAndTheOthersStay() {
		String gone = open(HERE, EspaceKey.PARENT, "anne", "horizon").secret();
		String stays = open(HERE, EspaceKey.PARENT, "bea", "littoral").secret();
		String other = open(ELSEWHERE, EspaceKey.PARENT, "carla", "horizon").secret();
		assertThat(this.sessions.endAll(HERE, SessionFilter.through("horizon"))).hasSize(1);
		assertThat(this.sessions.find(gone, HERE, EspaceKey.PARENT)).isNull();
		assertThat(this.sessions.find(stays, HERE, EspaceKey.PARENT)).isNotNull();
		assertThat(this.sessions.find(other, ELSEWHERE, EspaceKey.PARENT)).isNotNull();
	}

	@Test
	void ofManyWhoEndTheSameSessionsEachSessionHasOneWinner() throws Exception {
		for (int i = 0; i < 500; i++) {
			open(HERE, EspaceKey.PARENT, "p" + i, "horizon");
		}
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		int ended = 0;
		try {
			List<Future<Integer>> all = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				Callable<Integer> task = () -> {
					start.await();
					return this.sessions.endAll(HERE, SessionFilter.ALL).size();
				};
				all.add(threads.submit(task));
			}
			start.countDown();
			for (Future<Integer> one : all) {
				ended += one.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(ended).isEqualTo(500);
		assertThat(this.sessions.count(HERE, SessionFilter.ALL)).isZero();
		assertThat(this.sessions.roomCount()).isZero();
	}

	@Test
	void everyChangeHasANumberOfItsOwn() {
		List<Long> numbers = new ArrayList<>(List.of(this.sessions.change(HERE)));
		Sessions.Opened first = open(HERE, EspaceKey.PARENT, "anne", "horizon");
		numbers.add(this.sessions.change(HERE));
		open(ELSEWHERE, EspaceKey.PARENT, "bea", "horizon");
		assertThat(this.sessions.change(HERE)).isEqualTo(numbers.get(1));
		open(HERE, EspaceKey.ELEVE, "carla", "horizon");
		numbers.add(this.sessions.change(HERE));
		this.sessions.end(first.session());
		numbers.add(this.sessions.change(HERE));
		this.sessions.endAll(HERE, SessionFilter.ALL);
		assertThat(this.sessions.change(HERE)).isZero();
		open(HERE, EspaceKey.PARENT, "anne", "horizon");
		numbers.add(this.sessions.change(HERE));
		assertThat(numbers).doesNotHaveDuplicates();
	}

	@Test
	void aSessionThatIdlesOutIsAChangeOnceItIsSwept() {
		open(HERE, EspaceKey.PARENT, "anne", "horizon");
		long before = this.sessions.change(HERE);
		this.clock.move(Duration.ofMinutes(61));
		this.sessions.sweep();
		assertThat(this.sessions.change(HERE)).isNotEqualTo(before);
		assertThat(this.sessions.roomCount()).isZero();
	}

	@Test
	void theBoundHoldsForTheListToo() {
		Sessions small = store(10);
		for (int i = 0; i < 300; i++) {
			small.open(HERE, EspaceKey.PARENT, person("p" + i), "horizon", "ST-" + i, PHONE);
		}
		Page<Connection> page = small.list(HERE, SessionFilter.ALL, 0, 200);
		assertThat(page.total()).isEqualTo(small.count()).isLessThanOrEqualTo(10);
	}

	private List<String> users(SessionFilter filter, int offset, int limit) {
		return this.sessions.list(HERE, filter, offset, limit)
			.items()
			.stream()
			.map((connection) -> connection.session().visitor().user())
			.toList();
	}

	private Sessions.Opened open(Uai uai, EspaceKey espace, String user, String delegation) {
		return open(uai, espace, person(user), delegation);
	}

	private Sessions.Opened open(Uai uai, EspaceKey espace, Visitor visitor, String delegation) {
		return this.sessions.open(uai, espace, visitor, delegation, null, PHONE);
	}

	private static Visitor person(String user) {
		return new Visitor(user, "Name of " + user, Set.of(Profile.TUT), Set.of(EspaceKey.PARENT));
	}

	private Sessions store(int max) {
		return new Sessions(new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), max),
				this.clock);
	}

}
