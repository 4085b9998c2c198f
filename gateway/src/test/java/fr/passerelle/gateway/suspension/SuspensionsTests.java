package fr.passerelle.gateway.suspension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.IpRange;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.suspension.Suspension.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SuspensionsTests {

	private static final String ADDRESS = "198.51.100.7";

	private static final Uai HERE = new Uai("0330001A");

	private final MovableClock clock = new MovableClock();

	private final List<Suspension> told = new CopyOnWriteArrayList<>();

	private SecurityRules rules = new SecurityRules(4, Duration.ofMinutes(10), Duration.ofMinutes(15), List.of());

	private final Suspensions suspensions = suspensions(1000);

	private Suspensions suspensions(int maxAddresses) {
		return new Suspensions(() -> this.rules, maxAddresses, Cause.VISITOR_PASSWORDS, this.clock, this.told::add);
	}

	private void fail(String address, int times) {
		for (int i = 0; i < times; i++) {
			this.suspensions.recordFailure(address);
		}
	}

	@Test
	void theLastAllowedAttemptSuspendsForTheWholeTime() {
		fail(ADDRESS, 3);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		fail(ADDRESS, 1);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).contains(Duration.ofMinutes(15));
		assertThat(this.told).singleElement().extracting(Suspension::address).isEqualTo(ADDRESS);
	}

	@Test
	void theWindowSlides() {
		fail(ADDRESS, 2);
		this.clock.move(Duration.ofMinutes(9));
		fail(ADDRESS, 1);
		this.clock.move(Duration.ofMinutes(2));
		fail(ADDRESS, 2);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		fail(ADDRESS, 1);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isPresent();
	}

	@Test
	void aSuspensionEndsByItselfWithACountOfNone() {
		fail(ADDRESS, 4);
		this.clock.move(Duration.ofMinutes(15));
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		assertThat(this.suspensions.list()).isEmpty();
		fail(ADDRESS, 3);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
	}

	@Test
	void attemptsThatWereUnderWayDoNotProlongASuspension() {
		fail(ADDRESS, 4);
		this.clock.move(Duration.ofMinutes(14));
		fail(ADDRESS, 10);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).contains(Duration.ofMinutes(1));
		assertThat(this.told).hasSize(1);
	}

	@Test
	void oneAddressDoesNotSuspendAnother() {
		fail(ADDRESS, 4);
		assertThat(this.suspensions.suspendedFor("198.51.100.8")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2001:db8:1:2::1,      2001:db8:1:2:ffff:ffff:ffff:ffff, true
			2001:db8:1:2::1,      2001:0DB8:0001:0002::1,           true
			2001:db8:1:2::1,      2001:db8:1:3::1,                  false
			::ffff:198.51.100.7,  198.51.100.7,                     true
			""")
	void spellingsAndNeighboursOfOneCustomerCountTogether(String one, String other, boolean together) {
		fail(one, 2);
		fail(other, 2);
		assertThat(this.suspensions.suspendedFor(one).isPresent()).isEqualTo(together);
	}

	@Test
	void anIpv6RangeIsListedAndReleasedByAnyOfItsAddresses() {
		fail("2001:db8:1:2::1", 4);
		assertThat(this.suspensions.list()).singleElement().satisfies((suspension) -> {
			assertThat(suspension.address()).isEqualTo("2001:db8:1:2::");
			assertThat(suspension.range()).isEqualTo("2001:db8:1:2::/64");
		});
		assertThat(this.suspensions.release("2001:db8:1:2::99")).isTrue();
		assertThat(this.suspensions.suspendedFor("2001:db8:1:2::1")).isEmpty();
		assertThat(this.suspensions.release("2001:db8:1:2::99")).isFalse();
	}

	@Test
	void aTypingErrorBeforeARightPasswordIsTakenBack() {
		fail(ADDRESS, 3);
		this.suspensions.recordSuccess(ADDRESS);
		fail(ADDRESS, 1);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
	}

	@Test
	void aPupilWithAnAccountCannotGuessForEverBetweenTwoLogins() {
		int guesses = 0;
		while (guesses < 100 && this.suspensions.suspendedFor(ADDRESS).isEmpty()) {
			fail(ADDRESS, 1);
			this.suspensions.recordSuccess(ADDRESS);
			this.clock.move(Duration.ofSeconds(1));
			guesses++;
		}
		assertThat(guesses).isEqualTo(4 + 4 / 2);
	}

	@Test
	void aSuccessNeverEndsASuspension() {
		fail(ADDRESS, 4);
		this.suspensions.recordSuccess(ADDRESS);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isPresent();
	}

	@Test
	void aFloodOfNewAddressesReleasesNone() {
		Suspensions few = suspensions(50);
		for (int i = 0; i < 4; i++) {
			few.recordFailure(ADDRESS);
		}
		for (int i = 0; i < 5000; i++) {
			few.recordFailure("203.0." + (i / 250) + "." + (i % 250));
		}
		assertThat(few.suspendedFor(ADDRESS)).isPresent();
	}

	@Test
	void aChangedRuleCountsFromTheNextAttempt() {
		fail(ADDRESS, 2);
		this.rules = new SecurityRules(3, Duration.ofMinutes(10), Duration.ofHours(1), List.of());
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		fail(ADDRESS, 1);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).contains(Duration.ofHours(1));
		this.rules = new SecurityRules(3, Duration.ofMinutes(10), Duration.ofMinutes(1), List.of());
		assertThat(this.suspensions.suspendedFor(ADDRESS)).contains(Duration.ofHours(1));
	}

	@Test
	void aTrustedAddressIsNeverSuspendedButTheNameThatIsGuessedIs() {
		trust("198.51.100.0/24");
		for (int i = 0; i < 100; i++) {
			this.suspensions.recordFailure(at("pupil" + i));
		}
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		assertThat(this.suspensions.suspendedFor(at("pupil1"))).isEmpty();
		for (int i = 0; i < 3; i++) {
			this.suspensions.recordFailure(at("PUPIL1 "));
		}
		assertThat(this.suspensions.suspendedFor(at("pupil1"))).contains(Duration.ofMinutes(15));
		assertThat(this.suspensions.suspendedFor(at("pupil2"))).isEmpty();
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		assertThat(this.suspensions.list()).singleElement().satisfies((suspension) -> {
			assertThat(suspension.address()).isEqualTo(ADDRESS);
			assertThat(suspension.cause()).isEqualTo(Cause.ONE_VISITOR_NAME);
			assertThat(suspension.uai()).isEqualTo(HERE);
			assertThat(suspension.toString()).doesNotContainIgnoringCase("pupil");
		});
		assertThat(this.suspensions.release(ADDRESS)).isTrue();
		assertThat(this.suspensions.suspendedFor(at("pupil1"))).isEmpty();
	}

	@Test
	void whatIsCalledWithoutANameSuspendsNoTrustedAddress() {
		trust("198.51.100.7");
		fail(ADDRESS, 100);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		fail("198.51.100.8", 4);
		assertThat(this.suspensions.suspendedFor("198.51.100.8")).isPresent();
	}

	@Test
	void anAddressThatBecomesTrustedIsFreeAtOnce() {
		fail(ADDRESS, 4);
		trust(ADDRESS);
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		assertThat(this.suspensions.list()).isEmpty();
	}

	@Test
	void aSuspensionKnowsWhereItHappened() {
		for (int i = 0; i < 4; i++) {
			this.suspensions.recordFailure(at("x"));
		}
		assertThat(this.suspensions.list()).singleElement().satisfies((suspension) -> {
			assertThat(suspension.cause()).isEqualTo(Cause.VISITOR_PASSWORDS);
			assertThat(suspension.uai()).isEqualTo(HERE);
			assertThat(suspension.isLocal()).isFalse();
		});
		fail("10.1.2.3", 4);
		assertThat(this.suspensions.list()).filteredOn(Suspension::isLocal).hasSize(1);
	}

	@Test
	void allOfAKindAreReleasedOnce() {
		fail(ADDRESS, 4);
		fail("198.51.100.8", 4);
		fail("198.51.100.9", 3);
		assertThat(this.suspensions.release((suspension) -> suspension.address().equals(ADDRESS))).hasSize(1);
		assertThat(this.suspensions.release((suspension) -> true)).hasSize(1);
		assertThat(this.suspensions.release((suspension) -> true)).isEmpty();
		fail("198.51.100.9", 1);
		assertThat(this.suspensions.list()).hasSize(1);
	}

	private void trust(String network) {
		this.rules = new SecurityRules(4, Duration.ofMinutes(10), Duration.ofMinutes(15),
				List.of(IpRange.parse(network).orElseThrow()));
	}

	private static Attempt at(String name) {
		return Attempt.at(HERE, ADDRESS, name);
	}

	@Test
	void whenManyFailAtOnceThenExactlyOneSuspensionIsTold() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<Boolean>> all = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				Callable<Boolean> task = () -> {
					start.await();
					fail(ADDRESS, 50);
					return true;
				};
				all.add(threads.submit(task));
			}
			start.countDown();
			for (Future<Boolean> one : all) {
				assertThat(one.get()).isTrue();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.told).hasSize(1);
	}

	@Test
	void turnWhenManyComeAtOnceThenNoMoreAreJudgedThanSuspendTheAddress() throws Exception {
		AtomicInteger judged = new AtomicInteger();
		int refused = atOnce(120, () -> {
			try (Turn turn = this.suspensions.turn(ADDRESS)) {
				if (turn.refusedFor().isPresent()) {
					return true;
				}
				judged.incrementAndGet();
				turn.wrong();
				return false;
			}
		});
		assertThat(judged).hasValue(4);
		assertThat(refused).isEqualTo(116);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void turnWhenAClassSignsInAtOnceThenEverybodyIsJudged() throws Exception {
		int refused = atOnce(60, () -> {
			try (Turn turn = this.suspensions.turn(ADDRESS)) {
				turn.right();
				return turn.refusedFor().isPresent();
			}
		});
		assertThat(refused).isZero();
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
	}

	@Test
	void turnWhenGivenBackThenNothingIsCounted() {
		for (int i = 0; i < 20; i++) {
			this.suspensions.turn(ADDRESS).close();
		}
		fail(ADDRESS, 3);
		assertThat(this.suspensions.turn(ADDRESS).refusedFor()).isEmpty();
	}

	@Test
	void turnWhenEndedTwiceThenItCountsOnce() {
		for (int i = 0; i < 3; i++) {
			try (Turn turn = this.suspensions.turn(ADDRESS)) {
				turn.wrong();
				turn.wrong();
			}
		}
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isEmpty();
		this.suspensions.turn(ADDRESS).wrong();
		assertThat(this.suspensions.suspendedFor(ADDRESS)).isPresent();
	}

	@Test
	void turnWhenFewerAttemptsAreAllowedThanWereCountedThenTheNextSuspends() {
		fail(ADDRESS, 3);
		this.rules = new SecurityRules(2, Duration.ofMinutes(10), Duration.ofMinutes(15), List.of());
		try (Turn turn = this.suspensions.turn(ADDRESS)) {
			assertThat(turn.refusedFor()).isEmpty();
			turn.wrong();
		}
		assertThat(this.suspensions.turn(ADDRESS).refusedFor()).contains(Duration.ofMinutes(15));
	}

	/** How many of so many answered yes. */
	private static int atOnce(int number, Callable<Boolean> task) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(number);
		try {
			List<Future<Boolean>> all = new ArrayList<>();
			for (int i = 0; i < number; i++) {
				all.add(threads.submit(() -> {
					start.await();
					return task.call();
				}));
			}
			start.countDown();
			int yes = 0;
			for (Future<Boolean> one : all) {
				yes += one.get() ? 1 : 0;
			}
			return yes;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
