package fr.passerelle.gateway.admin;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.admin.AdministratorAccount.Administrator;
import fr.passerelle.gateway.identity.PasswordHashing;
import fr.passerelle.gateway.web.MovableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RememberedCredentialsTests {

	private final AtomicInteger checks = new AtomicInteger();

	private final MovableClock clock = new MovableClock();

	private final AuthenticationProvider provider = AdministratorConfiguration.administrators(
			new Administrator("admin", "hash of right"), new PasswordHashing(new Plain(), 1, Duration.ofSeconds(30)),
			() -> TimeUnit.MILLISECONDS.toNanos(this.clock.millis()));

	private @Nullable Authentication login(String username, String password) {
		return this.provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(username, password));
	}

	@Test
	void rightCredentialsAreCheckedOnceInAWhile() {
		for (int i = 0; i < 5; i++) {
			assertThat(login("admin", "right")).isNotNull().satisfies((authentication) -> {
				assertThat(authentication.isAuthenticated()).isTrue();
				assertThat(authentication.getAuthorities()).extracting(GrantedAuthority::getAuthority)
					.contains("ROLE_ADMINISTRATOR");
			});
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
