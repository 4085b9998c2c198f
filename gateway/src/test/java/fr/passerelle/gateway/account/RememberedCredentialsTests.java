package fr.passerelle.gateway.account;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RememberedCredentialsTests {

	private final AtomicInteger checks = new AtomicInteger();

	private final MovableClock clock = new MovableClock();

	@SuppressWarnings("NullAway.Init")
	private TestDatabase database;

	@SuppressWarnings("NullAway.Init")
	private AuthenticationProvider provider;

	@SuppressWarnings("NullAway.Init")
	private AccountTable table;

	@SuppressWarnings("NullAway.Init")
	private AuditTrail trail;

	@SuppressWarnings("NullAway.Init")
	private Administrators administrators;

	@BeforeEach
	void open(@TempDir Path folder) {
		this.database = TestDatabase.embedded(folder);
		PasswordHashing hashing = new PasswordHashing(new Plain(), 1, Duration.ofSeconds(30));
		this.trail = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		AdministratorAudit audit = new AdministratorAudit(this.trail, this.clock);
		this.table = new AccountTable(this.database.template(), this.database.transactions(),
				new AdministratorAccount(this.database.template(), hashing, this.clock, (text) -> {
				}).open(new PasserelleSettings.Admin("admin", "right")), false);
		this.administrators = new Administrators(this.table, hashing, (uai) -> true, audit, this.clock);
		Tokens tokens = new Tokens(this.database.template(), this.table, audit, Duration.ofDays(1), this.clock);
		SignIns signIns = new SignIns(this.administrators, this.table, tokens, hashing, false, this.clock);
		this.provider = AdministratorConfiguration
			.providers(signIns, () -> TimeUnit.MILLISECONDS.toNanos(this.clock.millis()))
			.basic();
	}

	@AfterEach
	void close() throws Exception {
		this.trail.close();
		this.database.close();
	}

	private @Nullable Authentication login(String username, String password) {
		return this.provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(username, password));
	}

	@Test
	void rightCredentialsAreCheckedOnceInAWhile() {
		for (int i = 0; i < 5; i++) {
			assertThat(login("admin", "right")).isNotNull()
				.satisfies((authentication) -> assertThat(authentication.isAuthenticated()).isTrue());
		}
		assertThat(this.checks).hasValue(1);
		this.clock.move(Duration.ofMinutes(5));
		login("admin", "right");
		assertThat(this.checks).hasValue(2);
	}

	@ParameterizedTest
	@CsvSource({ "admin,wrong", "admin,right1", "admi,nright", "Admin,right", "root,right", "admin,''" })
	void nothingElseIsLetInByWhatIsRemembered(String username, String password) {
		login("admin", "right");
		this.checks.set(0);
		for (int i = 1; i <= 2; i++) {
			assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login(username, password));
			assertThat(this.checks).as("one check for each attempt").hasValue(i);
		}
	}

	@Test
	void whatIsRememberedHoldsNoPassword() {
		login("admin", "right");
		Authentication remembered = login("admin", "right");
		assertThat(remembered).isNotNull().extracting(Authentication::getCredentials).isNull();
	}

	@Test
	void whoEndedTheirSessionsIsCheckedAgain() {
		login("admin", "right");
		this.administrators.endSessions("admin", new Actor("admin", "192.0.2.1"));
		login("admin", "right");
		assertThat(this.checks).hasValue(2);
	}

	/** Counts checks. */
	private final class Plain implements PasswordEncoder {

		@Override
		public String encode(@Nullable CharSequence password) {
			return "hash of " + password;
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
			RememberedCredentialsTests.this.checks.incrementAndGet();
			return encode(password).equals(hash);
		}

	}

}
