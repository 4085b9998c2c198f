package fr.passerelle.gateway.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import fr.passerelle.gateway.account.Account.Origin;
import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.SecondFactors.Enrolment;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

import static fr.passerelle.gateway.account.AdminWorld.COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.GOOD;
import static fr.passerelle.gateway.account.AdminWorld.LYCEE;
import static fr.passerelle.gateway.account.AdminWorld.NOWHERE;
import static fr.passerelle.gateway.account.AdminWorld.OF_COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for administrators in every database.
 */
@OnEachDatabase
class AdministratorsContract {

	private final MovableClock clock = new MovableClock();

	@SuppressWarnings("NullAway.Init")
	private AdminWorld world;

	private final TestDatabase database;

	AdministratorsContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void start() {
		AdminWorld.empty(this.database);
		this.world = node();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private AdminWorld node() {
		return new AdminWorld(this.database, this.clock, "of the settings", false);
	}

	private static void assertRefused(Reason reason, ThrowingCallable call) {
		assertThatExceptionOfType(AccountRefusedException.class).isThrownBy(call)
			.extracting(AccountRefusedException::reason)
			.isEqualTo(reason);
	}

	private static AccountChange lock() {
		return new AccountChange(null, null, null, true);
	}

	private static AccountChange grant(Grant grant) {
		return new AccountChange(null, null, grant, null);
	}

	@Test
	void theFirstAdministratorHasTheWholePlatform() {
		Account first = this.world.administrators.get("admin");
		assertThat(first.grant()).isEqualTo(Grant.PLATFORM);
		assertThat(first.origin()).isEqualTo(Origin.SETTINGS);
		assertThat(this.world.signIns.of(this.world.signIn("admin", "of the settings"))).isEqualTo(Grant.PLATFORM);
	}

	@Test
	void aNewAccountHasAPasswordThatMustBeChangedBeforeAnythingElse() {
		OneTimePassword password = this.world.administrators
			.create(new NewAccount("marie", "Marie", "m@example.org", OF_COLLEGE), ROOT);
		SignedIn who = this.world.signIn("marie", password.password());
		assertThat(this.world.signIns.standing(who)).hasValueSatisfying((standing) -> {
			assertThat(standing.next()).isEqualTo(NextStep.NEW_PASSWORD);
			assertThat(standing.grant()).isEqualTo(Grant.NONE);
		});
		Account changed = this.world.own.changePassword(this.world.administrators.get("marie"), password.password(),
				GOOD, ROOT);
		assertThat(this.world.signIns.standing(who)).as("the session of before").isEmpty();
		assertThat(this.world.signIns.of(who.renewed(changed))).isEqualTo(OF_COLLEGE);
		assertThat(this.world.signIns.check("marie", password.password())).isEmpty();
	}

	@Test
	void aMadeUpPasswordOpensNothingAfterAWeek() {
		OneTimePassword password = this.world.administrators.create(new NewAccount("marie", "", null, OF_COLLEGE),
				ROOT);
		SignedIn who = this.world.signIn("marie", password.password());
		this.clock.move(Administrators.ONE_TIME);
		assertThat(this.world.signIns.check("marie", password.password())).isEmpty();
		assertThat(this.world.signIns.standing(who)).isEmpty();
	}

	@Test
	void accountsAreListedWithTheirEstablishments() {
		this.world.settled("marie", new Grant(Set.of(COLLEGE, LYCEE), true));
		assertThat(this.world.administrators.list()).extracting(Account::username).containsExactly("admin", "marie");
		assertThat(this.world.administrators.get("marie").grant()).isEqualTo(new Grant(Set.of(COLLEGE, LYCEE), true));
	}

	@Test
	void aNameIsTakenOnceInAnyLetterCase() {
		this.world.settled("marie", OF_COLLEGE);
		assertRefused(Reason.EXISTS,
				() -> this.world.administrators.create(new NewAccount("marie", "", null, OF_COLLEGE), ROOT));
		assertThatExceptionOfType(InvalidAccountException.class)
			.isThrownBy(() -> this.world.administrators
				.create(new NewAccount("Marie:x", "a\nb", "no", new Grant(Set.of(), false)), ROOT))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(AccountFault::field)
				.containsExactly("username", "displayName", "email", "establishments"));
	}

	@Test
	void aReducedOrLockedAdministratorLosesItAtOnceAndElsewhereWithinTheNamedTime() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		SignedIn here = this.world.signIn("marie", GOOD);
		try (AdminWorld elsewhere = node()) {
			assertThat(elsewhere.signIns.of(here)).isEqualTo(OF_COLLEGE);
			this.world.administrators.change("marie", grant(new Grant(Set.of(COLLEGE), true)), ROOT);
			assertThat(this.world.signIns.standing(here)).isEmpty();
			this.clock.move(Administrators.KNOWN_WITHIN);
			assertThat(elsewhere.signIns.standing(here)).isEmpty();
			SignedIn again = elsewhere.signIn("marie", GOOD);
			assertThat(elsewhere.signIns.of(again)).isEqualTo(new Grant(Set.of(COLLEGE), true));
			this.world.administrators.change("marie", lock(), ROOT);
			assertThat(this.world.signIns.standing(again)).isEmpty();
			assertThat(this.world.signIns.check("marie", GOOD)).isEmpty();
			this.clock.move(Administrators.KNOWN_WITHIN);
			assertThat(elsewhere.signIns.standing(again)).isEmpty();
		}
		assertThat(marie.username()).isEqualTo("marie");
	}

	@Test
	void aNewNameEndsNoSession() {
		this.world.settled("marie", OF_COLLEGE);
		SignedIn who = this.world.signIn("marie", GOOD);
		this.world.administrators.change("marie", AccountChange.person("Marie M.", ""), ROOT);
		assertThat(this.world.signIns.of(who)).isEqualTo(OF_COLLEGE);
	}

	private static ExpectedVersion upon(Account account) {
		return new ExpectedVersion(Set.of(account.version()));
	}

	@Test
	void anEditUponAnOlderVersionReplacesNothing() {
		Account seen = this.world.settled("marie", OF_COLLEGE);
		AccountChange theirs = AccountChange.person("Marie M.", "m@example.org");
		// The clock does not move: two changes at one moment are still two versions.
		Account changed = this.world.administrators.change("marie", theirs, upon(seen), ROOT);
		AccountChange mine = AccountChange.person("Marie", "");
		assertRefused(Reason.OVERTAKEN, () -> this.world.administrators.change("marie", mine, upon(seen), ROOT));
		assertRefused(Reason.OVERTAKEN, () -> this.world.administrators.preview("marie", mine, upon(seen)));
		assertThat(this.world.administrators.get("marie")).isEqualTo(changed)
			.extracting(Account::displayName, Account::email)
			.containsExactly("Marie M.", "m@example.org");
		Account again = this.world.administrators.change("marie", mine, upon(changed), ROOT);
		assertThat(again.displayName()).isEqualTo("Marie");
		assertThat(again.version()).isGreaterThan(changed.version());
		assertThat(this.world.administrators.change("marie", mine, upon(again), ROOT).version())
			.as("what changes nothing makes no version")
			.isEqualTo(again.version());
	}

	@Test
	void ofTwoWhoEditOneAccountAtOnceOneIsOvertaken() throws Exception {
		this.world.settled("marie", OF_COLLEGE);
		try (AdminWorld other = node()) {
			for (int i = 0; i < 5; i++) {
				Account seen = this.world.administrators.get("marie");
				AccountChange one = AccountChange.person("One " + i, "");
				AccountChange two = AccountChange.person("Two " + i, "");
				assertThat(atOnce(
						List.of(() -> tries(() -> this.world.administrators.change("marie", one, upon(seen), ROOT)),
								() -> tries(() -> other.administrators.change("marie", two, upon(seen), ROOT)))))
					.containsExactlyInAnyOrder(true, false);
			}
		}
	}

	private List<AuditEntry> journal(Actor actor, int entries) {
		AuditQuery question = AuditQuery.of(null).byPerson(actor.name());
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.world.trail.query(question).entries()).hasSize(entries));
		List<AuditEntry> found = new ArrayList<>(this.world.trail.query(question).entries());
		Collections.reverse(found);
		return found;
	}

	@Test
	void theJournalSaysWhatAnAccountWasBeforeAndIsAfter() {
		Actor actor = new Actor("auditor-of-accounts", "192.0.2.1");
		this.world.administrators.create(new NewAccount("marie", "Marie", null, OF_COLLEGE), actor);
		this.world.administrators.change("marie",
				new AccountChange("", "m@example.org", new Grant(Set.of(COLLEGE, LYCEE), true), true), actor);
		this.world.administrators.change("marie", grant(Grant.PLATFORM), actor);
		this.world.administrators.change("marie", grant(Grant.PLATFORM), actor);
		this.world.administrators.delete("marie", actor);
		List<AuditEntry> entries = journal(actor, 4);
		assertThat(entries).extracting(AuditEntry::detail).containsOnly("marie");
		assertThat(entries).extracting(AuditEntry::type)
			.containsExactly(AuditType.ADMINISTRATOR_CREATED, AuditType.ADMINISTRATOR_CHANGED,
					AuditType.ADMINISTRATOR_CHANGED, AuditType.ADMINISTRATOR_DELETED);
		assertThat(entries.get(0).changes()).containsExactly(new AuditChange("grant.establishments", null, "0330001A"),
				new AuditChange("grant.readOnly", null, "false"), new AuditChange("displayName", null, "Marie"));
		assertThat(entries.get(1).changes()).containsExactly(
				new AuditChange("grant.establishments", "0330001A", "0330001A 0330002B"),
				new AuditChange("grant.readOnly", "false", "true"), new AuditChange("locked", "false", "true"),
				new AuditChange("displayName", "Marie", null), new AuditChange("email", null, "m@example.org"));
		assertThat(entries.get(2).changes()).containsExactly(
				new AuditChange("grant.establishments", "0330001A 0330002B", "*"),
				new AuditChange("grant.readOnly", "true", "false"));
		assertThat(entries.get(3).changes()).contains(new AuditChange("grant.establishments", "*", null));
	}

	@Test
	void ofALongListTheJournalSaysWhatWasTakenAwayAndWhatWasAdded() {
		Actor actor = new Actor("auditor-of-lists", "192.0.2.1");
		Set<Uai> many = IntStream.range(0, 70)
			.mapToObj((number) -> new Uai("01%05dA".formatted(number)))
			.collect(Collectors.toSet());
		this.world.settled("marie", new Grant(many, false));
		Set<Uai> others = new HashSet<>(many);
		others.remove(new Uai("0100069A"));
		others.add(LYCEE);
		this.world.administrators.change("marie", grant(new Grant(others, false)), actor);
		this.world.administrators.change("marie", grant(Grant.PLATFORM), actor);
		List<AuditEntry> entries = journal(actor, 2);
		assertThat(entries.get(0).changes()).containsExactly(new AuditChange("grant.establishments", "0100069A", null),
				new AuditChange("grant.establishments", null, LYCEE.value()));
		assertThat(entries.get(1).changes()).hasSize(4)
			.startsWith(new AuditChange("grant.establishments", null, "*"))
			.allSatisfy((change) -> assertThat(change.path()).isEqualTo("grant.establishments"));
	}

	@Test
	void theJournalSaysWhatASecondFactorAndATokenConsistOf() {
		Actor actor = new Actor("auditor-of-factors", "192.0.2.1");
		Account marie = this.world.settled("marie", OF_COLLEGE);
		Enrolment enrolment = this.world.secondFactors.begin(marie, "here");
		this.world.secondFactors.confirm(marie, "here", this.world.code(enrolment), actor);
		PasskeyUsers users = new PasskeyUsers(this.database.template());
		Bytes handle = Bytes.random();
		users.save(ImmutablePublicKeyCredentialUserEntity.builder().name("marie").displayName("M").id(handle).build());
		new PasskeyCredentials(this.database.template(), this.world.table).save(passkey(handle, 0));
		this.world.secondFactors.reset("marie", actor);
		Instant end = this.clock.instant().plus(Duration.ofDays(1));
		this.world.tokens.create(marie, "nightly", OF_COLLEGE, end, actor);
		List<AuditEntry> entries = journal(actor, 3);
		assertThat(entries.get(0).type()).isEqualTo(AuditType.SECOND_FACTOR_CHANGED);
		assertThat(entries.get(0).detail()).isEqualTo("marie");
		assertThat(entries.get(0).changes()).containsExactly(new AuditChange("codes", "false", "true"));
		assertThat(entries.get(1).changes()).containsExactly(new AuditChange("codes", "true", "false"),
				new AuditChange("passkeys", "Téléphone", null));
		assertThat(entries.get(2).detail()).isEqualTo("nightly");
		assertThat(entries.get(2).changes()).containsExactly(new AuditChange("grant.establishments", null, "0330001A"),
				new AuditChange("grant.readOnly", null, "false"), new AuditChange("expires", null, end.toString()));
	}

	@Test
	void somebodyDeletedAndMadeAgainIsSomebodyElse() {
		this.world.settled("marie", OF_COLLEGE);
		SignedIn who = this.world.signIn("marie", GOOD);
		this.world.administrators.delete("marie", ROOT);
		assertThat(this.world.signIns.standing(who)).isEmpty();
		this.world.settled("marie", Grant.PLATFORM);
		assertThat(this.world.signIns.standing(who)).isEmpty();
	}

	@Test
	void theFirstAdministratorIsNeitherReducedNorDeleted() {
		this.world.settled("other", Grant.PLATFORM);
		assertRefused(Reason.FIRST, () -> this.world.administrators.delete("admin", ROOT));
		assertRefused(Reason.FIRST, () -> this.world.administrators.change("admin", grant(OF_COLLEGE), ROOT));
		assertRefused(Reason.PASSWORD_OF_SETTINGS, () -> this.world.administrators.newPassword("admin", ROOT));
	}

	@Test
	void theLastOneWithTheWholePlatformStays() {
		assertRefused(Reason.LAST, () -> this.world.administrators.change("admin", lock(), ROOT));
		this.world.administrators.create(new NewAccount("never", "", null, Grant.PLATFORM), ROOT);
		assertRefused(Reason.LAST, () -> this.world.administrators.change("admin", lock(), ROOT));
		this.world.settled("other", Grant.PLATFORM);
		this.world.administrators.change("admin", lock(), ROOT);
		assertRefused(Reason.LAST, () -> this.world.administrators.delete("other", ROOT));
		assertRefused(Reason.LAST, () -> this.world.administrators.newPassword("other", ROOT));
		assertRefused(Reason.LAST, () -> this.world.administrators.change("other", grant(new Grant(null, true)), ROOT));
		try (AdminWorld restarted = node()) {
			assertThat(restarted.signIns.check("admin", "of the settings")).as("the settings win").isPresent();
		}
	}

	@Test
	void ofTwoWhoLockEachOtherOneStays() throws Exception {
		for (int i = 0; i < 8; i++) {
			AdminWorld.empty(this.database);
			try (AdminWorld one = node(); AdminWorld two = node()) {
				one.settled("other", Grant.PLATFORM);
				List<Boolean> done = atOnce(List.of(() -> tries(() -> one.administrators.change("admin", lock(), ROOT)),
						() -> tries(() -> two.administrators.change("other", lock(), ROOT))));
				assertThat(done).containsExactlyInAnyOrder(true, false);
			}
		}
	}

	private static boolean tries(Runnable change) {
		try {
			change.run();
			return true;
		}
		catch (AccountRefusedException ex) {
			return false;
		}
	}

	private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(calls.size());
		try {
			List<Future<T>> futures = new ArrayList<>();
			for (Callable<T> call : calls) {
				futures.add(threads.submit(() -> {
					start.await();
					return call.call();
				}));
			}
			start.countDown();
			List<T> answers = new ArrayList<>();
			for (Future<T> future : futures) {
				answers.add(future.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aRowOfAnotherStartSleeps() {
		this.database.template()
			.update("INSERT INTO administrators (username, password_hash, created_at) VALUES ('old', 'hash of x', 1)");
		this.world.administrators.reload();
		assertThat(this.world.signIns.check("old", "x")).isEmpty();
		assertThat(this.world.administrators.list()).extracting(Account::username).containsExactly("admin");
		this.world.settled("old", OF_COLLEGE);
		assertThat(this.world.signIns.of(this.world.signIn("old", GOOD))).isEqualTo(OF_COLLEGE);
	}

	@Test
	void oneChangesAPasswordWithTheOldOneOnlyAndAFewTriesAlone() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		for (int i = 0; i < AccountTable.MAX_TRIES; i++) {
			assertRefused(Reason.WRONG_PASSWORD,
					() -> this.world.own.changePassword(marie, "wrong", "Another-1-Zq9!kk", ROOT));
		}
		assertRefused(Reason.TOO_MANY_CODES,
				() -> this.world.own.changePassword(marie, GOOD, "Another-1-Zq9!kk", ROOT));
		this.clock.move(AccountTable.TRY_WINDOW);
		this.world.own.changePassword(marie, GOOD, "Another-1-Zq9!kk", ROOT);
		assertThat(this.world.signIns.check("marie", "Another-1-Zq9!kk")).isPresent();
	}

	@Test
	void aPasswordIsAskedForAgainAsOftenAsItIsRightAndAFewTimesWhereItIsWrong() {
		Account first = this.world.administrators.get("admin");
		Account marie = this.world.settled("marie", OF_COLLEGE);
		for (int i = 0; i < 2 * AccountTable.MAX_TRIES; i++) {
			this.world.own.checkPassword(first, "of the settings");
			this.world.own.checkPassword(marie, GOOD);
		}
		for (int i = 0; i < AccountTable.MAX_TRIES; i++) {
			assertRefused(Reason.WRONG_PASSWORD, () -> this.world.own.checkPassword(marie, "wrong"));
		}
		assertRefused(Reason.TOO_MANY_CODES, () -> this.world.own.checkPassword(marie, GOOD));
		assertRefused(Reason.WRONG_PASSWORD, () -> this.world.own.checkPassword(first, ""));
	}

	@Test
	void aSecretThatHoldsIsShownToNobodyAgain() {
		Account before = this.world.settled("marie", OF_COLLEGE);
		enrol("marie");
		assertRefused(Reason.WRONG_STATE, () -> this.world.secondFactors.begin(before, "here"));
	}

	@Test
	void beginWhenTwoBeginThenNoTwoSeeTheSameSecretAndEachConfirmsItsOwn() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		Enrolment theirs = this.world.secondFactors.begin(marie, "theirs");
		Enrolment mine = this.world.secondFactors.begin(marie, "mine");
		assertThat(this.world.secondFactors.begin(marie, "theirs").secret()).isNotEqualTo(theirs.secret())
			.isNotEqualTo(mine.secret());
		assertThat(this.world.secondFactors.underWay(marie, "mine")).contains(mine);
		assertThat(this.world.secondFactors.underWay(marie, "elsewhere")).isEmpty();
		assertRefused(Reason.WRONG_CODE,
				() -> this.world.secondFactors.confirm(marie, "mine", this.world.code(theirs), ROOT));
		this.world.secondFactors.confirm(marie, "mine", this.world.code(mine), ROOT);
	}

	@Test
	void confirmWhenTheSecretIsTooOldThenRefused() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		Enrolment begun = this.world.secondFactors.begin(marie, "here");
		this.clock.move(Enrolments.LIFETIME);
		assertThat(this.world.secondFactors.underWay(marie, "here")).isEmpty();
		assertRefused(Reason.NOT_BEGUN,
				() -> this.world.secondFactors.confirm(marie, "here", this.world.code(begun), ROOT));
	}

	@Test
	void confirmWhenThePasswordHasChangedSinceThenRefused() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		Enrolment begun = this.world.secondFactors.begin(marie, "here");
		Account changed = this.world.own.changePassword(marie, GOOD, "Kp4?vz-Xw9!mD", ROOT);
		assertThat(this.world.secondFactors.underWay(changed, "here")).isEmpty();
		assertRefused(Reason.NOT_BEGUN,
				() -> this.world.secondFactors.confirm(changed, "here", this.world.code(begun), ROOT));
		assertRefused(Reason.WRONG_STATE,
				() -> this.world.secondFactors.confirm(marie, "here", this.world.code(begun), ROOT));
	}

	@Test
	void aSecretThatNobodyConfirmedOpensNothing() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		SignedIn half = this.world.signIn("marie", GOOD);
		Enrolment begun = this.world.secondFactors.begin(marie, "here");
		assertRefused(Reason.WRONG_CODE, () -> this.world.secondFactors.complete(half, this.world.code(begun)));
		assertThat(this.database.template().queryForList("SELECT totp_secret FROM administrators").toString())
			.doesNotContain(begun.secret().replace(" ", ""));
	}

	@Test
	void signingOutEverywhereEndsEverySession() {
		this.world.settled("marie", OF_COLLEGE);
		SignedIn who = this.world.signIn("marie", GOOD);
		this.world.administrators.endSessions("marie", ROOT);
		assertThat(this.world.signIns.standing(who)).isEmpty();
	}

	@Test
	void anEstablishmentThatIsNotThereComesIntoNoGrant() {
		Grant mistyped = new Grant(Set.of(COLLEGE, NOWHERE), false);
		assertThatExceptionOfType(InvalidAccountException.class)
			.isThrownBy(() -> this.world.administrators.create(new NewAccount("marie", "", null, mistyped), ROOT))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(AccountFault::kind)
				.containsExactly(AccountFault.Kind.UNKNOWN_ESTABLISHMENT));
		this.world.settled("marie", OF_COLLEGE);
		assertThatExceptionOfType(InvalidAccountException.class)
			.isThrownBy(() -> this.world.administrators.change("marie", grant(mistyped), ROOT));
		assertThat(this.world.administrators.get("marie").grant()).isEqualTo(OF_COLLEGE);
	}

	@Test
	void aTokenDoesWhatItWasMadeForWithinItsMakersGrant() {
		Account marie = this.world.settled("marie", new Grant(Set.of(COLLEGE, LYCEE), false));
		String text = this.world.token(marie, new Grant(Set.of(COLLEGE), false));
		assertThat(this.world.signIns.byToken(text).map(this.world.signIns::of)).contains(OF_COLLEGE);
		this.world.administrators.change("marie", grant(new Grant(Set.of(COLLEGE, LYCEE), true)), ROOT);
		assertThat(this.world.signIns.byToken(text).map(this.world.signIns::of))
			.contains(new Grant(Set.of(COLLEGE), true));
		this.world.administrators.change("marie", grant(new Grant(Set.of(LYCEE), false)), ROOT);
		assertThat(this.world.signIns.byToken(text).map(this.world.signIns::of)).contains(Grant.NONE);
		this.world.administrators.change("marie", lock(), ROOT);
		assertThat(this.world.signIns.byToken(text)).isEmpty();
		this.world.administrators.delete("marie", ROOT);
		this.world.settled("marie", Grant.PLATFORM);
		assertThat(this.world.signIns.byToken(text)).isEmpty();
	}

	@Test
	void aTokenRestsWhileItsMakerHasAMadeUpPassword() {
		String text = this.world.token(this.world.settled("marie", OF_COLLEGE), OF_COLLEGE);
		OneTimePassword password = this.world.administrators.newPassword("marie", ROOT);
		assertThat(this.world.signIns.byToken(text)).isEmpty();
		this.world.own.changePassword(this.world.administrators.get("marie"), password.password(), GOOD + "2", ROOT);
		assertThat(this.world.signIns.byToken(text)).isPresent();
	}

	@Test
	void aTokenEndsWhenItWasSaidOrWhenItIsRevoked() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		String text = this.world.token(marie, OF_COLLEGE);
		String other = this.world.token(marie, OF_COLLEGE);
		String id = this.world.signIns.byToken(other).map(SignedIn::token).map(Token::id).orElseThrow();
		assertThat(this.world.tokens.revoke("admin", id, ROOT)).as("somebody else's").isFalse();
		assertThat(this.world.tokens.revoke("marie", id, ROOT)).isTrue();
		assertThat(this.world.signIns.byToken(other)).isEmpty();
		this.clock.move(Duration.ofDays(30));
		assertThat(this.world.signIns.byToken(text)).isEmpty();
	}

	@Test
	void theStoreHasNoTokenThatOpens() {
		String text = this.world.token(this.world.settled("marie", OF_COLLEGE), OF_COLLEGE);
		assertThat(text).startsWith(Tokens.PREFIX);
		assertThat(this.database.template().queryForList("SELECT * FROM administrator_tokens").toString())
			.doesNotContain(text.substring(Tokens.PREFIX.length()));
	}

	@Test
	void aTokenGoesNotBeyondItsMakerNorBeyondAYear() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		assertThatExceptionOfType(InvalidAccountException.class)
			.isThrownBy(() -> this.world.tokens.create(marie, " ", Grant.PLATFORM,
					this.clock.instant().plus(Duration.ofDays(366)), ROOT))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(AccountFault::field)
				.containsExactly("name", "establishments", "expires"));
	}

	@Test
	void anAdministratorHasOnlySoManyTokens() throws Exception {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		for (int i = 1; i < Tokens.MAX_EACH; i++) {
			this.world.token(marie, OF_COLLEGE);
		}
		Callable<Boolean> one = () -> tries(() -> this.world.token(marie, OF_COLLEGE));
		assertThat(atOnce(List.of(one, one, one))).containsExactlyInAnyOrder(true, false, false);
	}

	@Test
	void aTokensUseIsNotedOnceAMinute() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		String text = this.world.token(marie, OF_COLLEGE);
		this.world.signIns.byToken(text);
		var first = this.world.tokens.list("marie").get(0).lastUsed();
		this.clock.move(Duration.ofSeconds(59));
		this.world.signIns.byToken(text);
		assertThat(this.world.tokens.list("marie").get(0).lastUsed()).isEqualTo(first);
		this.clock.move(Duration.ofSeconds(1));
		this.world.signIns.byToken(text);
		assertThat(this.world.tokens.list("marie").get(0).lastUsed()).isEqualTo(this.clock.instant());
	}

	private Enrolment enrol(String username) {
		Account account = this.world.administrators.get(username);
		Enrolment enrolment = this.world.secondFactors.begin(account, "here");
		this.world.secondFactors.confirm(account, "here", this.world.code(enrolment), ROOT);
		return enrolment;
	}

	@Test
	void withASecondFactorThePasswordAloneOpensNothing() {
		this.world.settled("marie", OF_COLLEGE);
		Enrolment enrolment = enrol("marie");
		this.clock.move(Duration.ofSeconds(30));
		SignedIn half = this.world.signIn("marie", GOOD);
		assertThat(this.world.signIns.standing(half)).hasValueSatisfying((standing) -> {
			assertThat(standing.next()).isEqualTo(NextStep.SECOND_FACTOR);
			assertThat(standing.grant()).isEqualTo(Grant.NONE);
		});
		SignedIn whole = this.world.secondFactors.complete(half, this.world.code(enrolment));
		assertThat(this.world.signIns.of(whole)).isEqualTo(OF_COLLEGE);
	}

	@Test
	void ofManyWhoUseACodeAtOnceOneGetsIn() throws Exception {
		this.world.settled("marie", OF_COLLEGE);
		Enrolment enrolment = enrol("marie");
		try (AdminWorld other = node()) {
			for (int i = 0; i < 5; i++) {
				this.clock.move(Duration.ofSeconds(30));
				String code = this.world.code(enrolment);
				SignedIn half = this.world.signIn("marie", GOOD);
				assertThat(atOnce(List.of(() -> tries(() -> this.world.secondFactors.complete(half, code)),
						() -> tries(() -> other.secondFactors.complete(half, code)),
						() -> tries(() -> this.world.secondFactors.complete(half, code)))))
					.containsOnlyOnce(true);
			}
		}
	}

	@Test
	void aCodeIsUsedOnceAndHalfAMinuteOfWrongClockIsForgiven() {
		this.world.settled("marie", OF_COLLEGE);
		Enrolment enrolment = enrol("marie");
		SignedIn half = this.world.signIn("marie", GOOD);
		assertRefused(Reason.WRONG_CODE, () -> this.world.secondFactors.complete(half, this.world.code(enrolment)));
		this.clock.move(Duration.ofSeconds(30));
		String early = this.world.code(enrolment);
		this.clock.move(Duration.ofSeconds(30));
		this.world.secondFactors.complete(half, early);
		this.clock.move(Duration.ofMinutes(1));
		String late = this.world.code(enrolment);
		this.clock.move(Duration.ofMinutes(1));
		assertRefused(Reason.WRONG_CODE, () -> this.world.secondFactors.complete(half, late));
	}

	@Test
	void wrongCodesEndInAPauseWhateverAddressTheyComeFrom() {
		this.world.settled("marie", OF_COLLEGE);
		Enrolment enrolment = enrol("marie");
		this.clock.move(Duration.ofMinutes(1));
		SignedIn half = this.world.signIn("marie", GOOD);
		for (int i = 0; i < AccountTable.MAX_TRIES; i++) {
			assertRefused(Reason.WRONG_CODE, () -> this.world.secondFactors.complete(half, "abc"));
		}
		assertRefused(Reason.TOO_MANY_CODES, () -> this.world.secondFactors.complete(half, this.world.code(enrolment)));
		this.clock.move(AccountTable.TRY_WINDOW);
		this.world.secondFactors.complete(half, this.world.code(enrolment));
	}

	@Test
	void aRecoveryCodeOpensOnce() {
		this.world.settled("marie", OF_COLLEGE);
		Account account = this.world.administrators.get("marie");
		Enrolment enrolment = this.world.secondFactors.begin(account, "here");
		List<String> codes = this.world.secondFactors.confirm(account, "here", this.world.code(enrolment), ROOT);
		assertThat(codes).hasSize(SecondFactors.RECOVERY_CODES).doesNotHaveDuplicates();
		SignedIn half = this.world.signIn("marie", GOOD);
		this.world.secondFactors.complete(half, codes.get(3).toUpperCase(Locale.ROOT).replace('-', ' '));
		assertRefused(Reason.WRONG_CODE, () -> this.world.secondFactors.complete(half, codes.get(3)));
		assertThat(this.world.secondFactors.recoveryCodesLeft(account)).isEqualTo(9);
		assertThat(this.database.template().queryForList("SELECT * FROM administrator_recovery_codes").toString())
			.doesNotContain(codes.get(4));
	}

	@Test
	void theSecretIsSealedInTheStoreAndForItsOwnerAlone() {
		this.world.settled("marie", OF_COLLEGE);
		Enrolment enrolment = enrol("marie");
		this.world.settled("paul", OF_COLLEGE);
		this.database.template()
			.update("UPDATE administrators SET totp_confirmed = 1, totp_secret = "
					+ "(SELECT totp_secret FROM administrators WHERE username = 'marie') WHERE username = 'paul'");
		this.world.administrators.reload();
		this.clock.move(Duration.ofSeconds(30));
		SignedIn half = this.world.signIn("paul", GOOD);
		assertRefused(Reason.WRONG_CODE, () -> this.world.secondFactors.complete(half, this.world.code(enrolment)));
		assertThat(this.database.template().queryForList("SELECT * FROM administrators").toString())
			.doesNotContain(enrolment.secret().replace(" ", ""));
	}

	@Test
	void turningCodesOffTakesPasswordAndCode() {
		this.world.settled("marie", OF_COLLEGE);
		Enrolment enrolment = enrol("marie");
		this.clock.move(Duration.ofSeconds(30));
		Account marie = this.world.administrators.get("marie");
		assertRefused(Reason.WRONG_PASSWORD,
				() -> this.world.secondFactors.disable(marie, "wrong", this.world.code(enrolment), ROOT));
		assertRefused(Reason.WRONG_CODE, () -> this.world.secondFactors.disable(marie, GOOD, "000", ROOT));
		this.world.secondFactors.disable(marie, GOOD, this.world.code(enrolment), ROOT);
		assertThat(this.world.signIns.of(this.world.signIn("marie", GOOD))).isEqualTo(OF_COLLEGE);
	}

	@Test
	void aRightPasswordDoesNotForgiveWrongCodes() {
		this.world.settled("marie", OF_COLLEGE);
		enrol("marie");
		Account marie = this.world.administrators.get("marie");
		List<Reason> reasons = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			try {
				this.world.secondFactors.disable(marie, GOOD, "000000", ROOT);
			}
			catch (AccountRefusedException ex) {
				reasons.add(ex.reason());
			}
		}
		assertThat(reasons).endsWith(Reason.TOO_MANY_CODES, Reason.TOO_MANY_CODES, Reason.TOO_MANY_CODES);
	}

	@Test
	void whereItIsRequiredWhoeverHasNoneMustEnrolFirst() {
		this.world.settled("marie", OF_COLLEGE);
		try (AdminWorld strict = new AdminWorld(this.database, this.clock, "of the settings", true)) {
			SignedIn who = strict.signIn("marie", GOOD);
			assertThat(strict.signIns.standing(who))
				.hasValueSatisfying((standing) -> assertThat(standing.next()).isEqualTo(NextStep.ENROLMENT));
			assertThat(strict.signIns.of(who)).isEqualTo(Grant.NONE);
			SignedIn basic = SignedIn.by(SignedIn.Means.BASIC, strict.administrators.get("admin"));
			assertThat(strict.signIns.of(basic)).as("the settings' own is no exception").isEqualTo(Grant.NONE);
			assertThat(strict.signIns.standing(basic))
				.hasValueSatisfying((standing) -> assertThat(standing.next()).isEqualTo(NextStep.ENROLMENT));
			assertThat(strict.signIns.of(strict.signIn("admin", "of the settings"))).isEqualTo(Grant.NONE);
		}
	}

	private static CredentialRecord passkey(Bytes owner, long count) {
		return ImmutableCredentialRecord.builder()
			.credentialType(PublicKeyCredentialType.PUBLIC_KEY)
			.credentialId(new Bytes(new byte[] { 1, 2, 3 }))
			.userEntityUserId(owner)
			.publicKey(new ImmutablePublicKeyCose(new byte[] { 4, 5, 6 }))
			.signatureCount(count)
			.uvInitialized(true)
			.backupEligible(true)
			.backupState(false)
			.transports(Set.of(AuthenticatorTransport.INTERNAL, AuthenticatorTransport.USB))
			.label("Téléphone")
			.created(Instant.ofEpochSecond(1_800_000_000))
			.lastUsed(Instant.ofEpochSecond(1_800_000_000 + count))
			.build();
	}

	@Test
	void aPasskeyIsKeptAndThePasswordAloneOpensNothingAnyMore() {
		this.world.settled("marie", OF_COLLEGE);
		SignedIn before = this.world.signIn("marie", GOOD);
		PasskeyUsers users = new PasskeyUsers(this.database.template());
		PasskeyCredentials passkeys = new PasskeyCredentials(this.database.template(), this.world.table);
		Bytes handle = Bytes.random();
		users.save(ImmutablePublicKeyCredentialUserEntity.builder().name("marie").displayName("M").id(handle).build());
		users.save(ImmutablePublicKeyCredentialUserEntity.builder()
			.name("marie")
			.displayName("M")
			.id(Bytes.random())
			.build());
		assertThat(users.findByUsername("marie")).as("the first handle stays")
			.isNotNull()
			.satisfies((user) -> assertThat(user.getId()).isEqualTo(handle));
		assertThat(users.findById(handle)).isNotNull();
		passkeys.save(passkey(handle, 0));
		this.world.administrators.reload();
		assertThat(this.world.signIns.standing(before)).as("a session of before").isEmpty();
		assertThat(this.world.signIns.standing(this.world.signIn("marie", GOOD)))
			.hasValueSatisfying((standing) -> assertThat(standing.next()).isEqualTo(NextStep.SECOND_FACTOR));
		SignedIn since = SignedIn.by(SignedIn.Means.SECOND_FACTOR, this.world.administrators.get("marie"));
		passkeys.save(passkey(handle, 7));
		assertThat(this.world.signIns.of(since)).as("its use ends nothing").isEqualTo(OF_COLLEGE);
		assertThat(passkeys.findByUserId(handle)).singleElement().satisfies((kept) -> {
			assertThat(kept.getSignatureCount()).isEqualTo(7);
			assertThat(kept.getLabel()).isEqualTo("Téléphone");
			assertThat(kept.getTransports()).containsExactlyInAnyOrder(AuthenticatorTransport.INTERNAL,
					AuthenticatorTransport.USB);
			assertThat(kept.getPublicKey().getBytes()).containsExactly(4, 5, 6);
		});
		this.world.secondFactors.reset("marie", ROOT);
		assertThat(passkeys.findByCredentialId(new Bytes(new byte[] { 1, 2, 3 }))).isNull();
		assertThat(this.world.signIns.of(this.world.signIn("marie", GOOD))).isEqualTo(OF_COLLEGE);
	}

}
