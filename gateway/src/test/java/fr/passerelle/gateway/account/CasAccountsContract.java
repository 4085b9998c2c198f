package fr.passerelle.gateway.account;

import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.SecondFactors.Enrolment;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static fr.passerelle.gateway.account.AdminWorld.OF_COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Accounts that open by a user of a CAS server, in every database.
 */
@OnEachDatabase
class CasAccountsContract {

	private static final CasUser MARIE = new CasUser("academie", "mlefevre");

	private final MovableClock clock = new MovableClock();

	@SuppressWarnings("NullAway.Init")
	private AdminWorld world;

	private final TestDatabase database;

	CasAccountsContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void start() {
		AdminWorld.empty(this.database);
		this.world = new AdminWorld(this.database, this.clock, "of the settings", false);
		this.world.administrators.create(new NewAccount("marie", "", null, OF_COLLEGE), ROOT);
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	@Test
	void aBoundUserOpensTheAccountWhoseMadeUpPasswordNobodyTyped() {
		this.world.casAccounts.bind("marie", MARIE, ROOT);
		this.clock.move(Administrators.ONE_TIME.plus(Duration.ofDays(1)));
		SignedIn who = this.world.casAccounts.signIn(MARIE).orElseThrow();
		assertThat(who.means()).isEqualTo(SignedIn.Means.CAS);
		assertThat(this.world.signIns.of(who)).isEqualTo(OF_COLLEGE);
		assertThat(this.world.casAccounts.signIn(new CasUser("academie", "MLEFEVRE"))).isEmpty();
		assertThat(this.world.casAccounts.signIn(new CasUser("other", "mlefevre"))).isEmpty();
	}

	@Test
	void theSecondFactorIsAskedForAsAfterAPassword() {
		this.world.settled("paul", OF_COLLEGE);
		this.world.casAccounts.bind("paul", MARIE, ROOT);
		Account paul = this.world.administrators.get("paul");
		Enrolment enrolment = this.world.secondFactors.begin(paul, "here");
		this.world.secondFactors.confirm(paul, "here", this.world.code(enrolment), ROOT);
		SignedIn who = this.world.casAccounts.signIn(MARIE).orElseThrow();
		assertThat(this.world.signIns.of(who)).isEqualTo(Grant.NONE);
		assertThat(this.world.signIns.standing(who).orElseThrow().next()).isEqualTo(NextStep.SECOND_FACTOR);
		this.clock.move(Duration.ofMinutes(1));
		SignedIn whole = this.world.secondFactors.complete(who, this.world.code(enrolment));
		assertThat(this.world.signIns.of(whole)).isEqualTo(OF_COLLEGE);
	}

	@Test
	void aRequiredSecondFactorIsSetUpFirst() {
		this.world.casAccounts.bind("marie", MARIE, ROOT);
		try (AdminWorld strict = new AdminWorld(this.database, this.clock, "of the settings", true)) {
			SignedIn who = strict.casAccounts.signIn(MARIE).orElseThrow();
			assertThat(strict.signIns.standing(who).orElseThrow().next()).isEqualTo(NextStep.ENROLMENT);
			assertThat(strict.signIns.of(who)).isEqualTo(Grant.NONE);
		}
	}

	@Test
	void anotherBindingEndsTheSessionsOfTheFirst() {
		this.world.casAccounts.bind("marie", MARIE, ROOT);
		SignedIn who = this.world.casAccounts.signIn(MARIE).orElseThrow();
		this.world.casAccounts.bind("marie", new CasUser("academie", "other"), ROOT);
		assertThat(this.world.signIns.standing(who)).isEmpty();
		assertThat(this.world.casAccounts.signIn(MARIE)).isEmpty();
		this.world.casAccounts.bind("marie", null, ROOT);
		assertThat(this.world.administrators.get("marie").casUser()).isNull();
	}

	@Test
	void oneUserOpensOneAccount() {
		this.world.casAccounts.bind("marie", MARIE, ROOT);
		assertThatExceptionOfType(AccountRefusedException.class)
			.isThrownBy(() -> this.world.casAccounts.bind("admin", MARIE, ROOT))
			.extracting(AccountRefusedException::reason)
			.isEqualTo(Reason.CAS_USER_TAKEN);
		assertThat(this.world.administrators.get("admin").casUser()).isNull();
	}

	@Test
	void anotherChangeOfTheAccountKeepsItsUser() {
		this.world.casAccounts.bind("marie", MARIE, ROOT);
		this.world.administrators.change("marie", AccountChange.person("Marie", null), ROOT);
		this.world.administrators.newPassword("marie", ROOT);
		assertThat(this.world.administrators.get("marie").casUser()).isEqualTo(MARIE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " x", "x ", "a\u0000b", "a\u202eb" })
	void whatNoServerWritesIsRefused(String user) {
		assertThatExceptionOfType(InvalidAccountException.class)
			.isThrownBy(() -> this.world.casAccounts.bind("marie", new CasUser("academie", user), ROOT))
			.satisfies((refused) -> assertThat(refused.faults()).extracting(AccountFault::field)
				.isEqualTo(List.of("user")));
		assertThatExceptionOfType(InvalidAccountException.class)
			.isThrownBy(() -> this.world.casAccounts.bind("marie", new CasUser("nowhere", "x"), ROOT));
	}

}
