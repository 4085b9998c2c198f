package fr.passerelle.gateway.account;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import fr.passerelle.gateway.account.Account.Origin;
import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.Test;

import static fr.passerelle.gateway.account.AdminWorld.COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.GOOD;
import static fr.passerelle.gateway.account.AdminWorld.LYCEE;
import static fr.passerelle.gateway.account.AdminWorld.NOWHERE;
import static fr.passerelle.gateway.account.AdminWorld.OF_COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Accounts of administrators, their grants, passwords and sessions, in every database.
 */
@OnEachDatabase
class AdministratorsContract extends AdministratorsFixture {

	AdministratorsContract(TestDatabase database) {
		super(database);
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
	void ofTwoWhoEditOneAccountAtOnceOneIsOvertaken() {
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
	void ofTwoWhoLockEachOtherOneStays() {
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

}
