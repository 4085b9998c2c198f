package fr.passerelle.gateway.suspension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.http.IpRange;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the rules promise on any database.
 */
@SuppressWarnings("NullAway.Init")
@OnEachDatabase
class RulesContract {

	private static final SecurityRules SETTINGS = new SecurityRules(10, Duration.ofMinutes(10), Duration.ofMinutes(15),
			List.of());

	private static final SecurityRulesDraft STRICT = new SecurityRulesDraft(3, Duration.ofMinutes(5),
			Duration.ofHours(1), List.of("203.0.113.0/24", "2001:db8:1:2:3::4"));

	private static final Actor BY = new Actor("admin", "198.51.100.1");

	private final MovableClock clock = new MovableClock();

	private AuditTrail audit;

	private RulesInEffect rules;

	private final TestDatabase database;

	RulesContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void begin() {
		this.database.template().update("DELETE FROM security_rules");
		this.database.template().update("DELETE FROM audit_entries");
		this.audit = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		this.rules = node();
	}

	@AfterEach
	void end() {
		this.audit.close();
	}

	private RulesInEffect node() {
		RulesInEffect node = new RulesInEffect(new RulesTable(JdbcClient.create(this.database.template())), SETTINGS,
				this.audit, this.clock);
		node.refresh();
		return node;
	}

	@Test
	void theSettingsCountUntilSomebodyChangesThem() {
		assertThat(this.rules.current()).isEqualTo(new NumberedRules(1, SETTINGS));
	}

	@Test
	void aChangeIsInEffectAtOnceAndOnOtherNodesWhenTheyLook() {
		RulesInEffect other = node();
		NumberedRules after = this.rules.change(STRICT, RulesContract::any, BY);
		assertThat(after.number()).isEqualTo(2);
		assertThat(this.rules.get()).isEqualTo(after.rules());
		assertThat(other.get()).isEqualTo(SETTINGS);
		other.refresh();
		assertThat(other.current()).isEqualTo(after);
		assertThat(node().current()).isEqualTo(after);
		assertThat(after.rules().trustedNetworks()).extracting(IpRange::toString)
			.containsExactly("203.0.113.0/24", "2001:db8:1:2::/64");
	}

	@Test
	void whatIsTheSameIsNoChange() {
		this.rules.change(STRICT, RulesContract::any, BY);
		assertThat(this.rules.change(STRICT, RulesContract::any, BY).number()).isEqualTo(2);
	}

	@Test
	void whoWasOvertakenChangesNothingAndSeesWhatIsThere() {
		this.rules.change(STRICT, RulesContract::any, BY);
		assertThatExceptionOfType(RulesOvertakenException.class)
			.isThrownBy(() -> node().change(draft(7), (number) -> number == 1, BY))
			.satisfies((ex) -> assertThat(ex.current()).isEqualTo(this.rules.current()));
		assertThat(this.rules.get().attempts()).isEqualTo(3);
	}

	@Test
	void ofManyWhoChangeTheSameRulesOneWins() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		int won = 0;
		try {
			List<Future<Boolean>> all = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				RulesInEffect node = node();
				SecurityRulesDraft draft = draft(20 + i);
				Callable<Boolean> task = () -> {
					start.await();
					try {
						node.change(draft, (number) -> number == 1, BY);
						return true;
					}
					catch (RulesOvertakenException ex) {
						return false;
					}
				};
				all.add(threads.submit(task));
			}
			start.countDown();
			for (Future<Boolean> one : all) {
				won += one.get() ? 1 : 0;
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(won).isEqualTo(1);
		assertThat(node().current().number()).isEqualTo(2);
	}

	@Test
	void theTrailHasBeforeAndAfter() {
		this.rules.change(STRICT, RulesContract::any, BY);
		this.audit.close();
		String entry = this.database.template()
			.queryForObject("SELECT type || ' ' || person || ' ' || address || ' ' || changes FROM audit_entries",
					String.class);
		assertThat(entry).startsWith("SECURITY_RULES_CHANGED admin 198.51.100.1")
			.containsSubsequence("attempts", "10", "3", "window", "PT10M", "PT5M", "trustedNetworks",
					"203.0.113.0/24 2001:db8:1:2::/64");
	}

	private static SecurityRulesDraft draft(int attempts) {
		return new SecurityRulesDraft(attempts, Duration.ofMinutes(5), Duration.ofHours(1), List.of());
	}

	private static boolean any(long number) {
		return true;
	}

}
