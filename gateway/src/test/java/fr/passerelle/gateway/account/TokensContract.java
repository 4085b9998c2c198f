package fr.passerelle.gateway.account;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.Test;

import static fr.passerelle.gateway.account.AdminWorld.COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.GOOD;
import static fr.passerelle.gateway.account.AdminWorld.LYCEE;
import static fr.passerelle.gateway.account.AdminWorld.OF_COLLEGE;
import static fr.passerelle.gateway.account.AdminWorld.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** API tokens of administrators, in every database. */
@OnEachDatabase
class TokensContract extends AdministratorsFixture {

	TokensContract(TestDatabase database) {
		super(database);
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
	void anAdministratorHasOnlySoManyTokens() {
		Account marie = this.world.settled("marie", OF_COLLEGE);
		for (int i = 1; i < Tokens.MAX_EACH; i++) {
			this.world.token(marie, OF_COLLEGE);
		}
		Supplier<Boolean> one = () -> tries(() -> this.world.token(marie, OF_COLLEGE));
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

}
