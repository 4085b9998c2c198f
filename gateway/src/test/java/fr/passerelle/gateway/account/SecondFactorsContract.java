package fr.passerelle.gateway.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.SecondFactors.Enrolment;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

import static fr.passerelle.gateway.account.AdminWorld.GOOD;
import static fr.passerelle.gateway.account.AdminWorld.OF_COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

/** Second factors of administrators, codes and passkeys, in every database. */
@OnEachDatabase
class SecondFactorsContract extends AdministratorsFixture {

	SecondFactorsContract(TestDatabase database) {
		super(database);
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
	void ofManyWhoUseACodeAtOnceOneGetsIn() {
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
