package fr.passerelle.gateway.admin;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Ticker;
import fr.passerelle.gateway.admin.AdministratorAccount.Administrator;
import fr.passerelle.gateway.identity.PasswordHashing;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

@Configuration(proxyBeanMethods = false)
class AdministratorConfiguration {

	static final String ROLE = "ADMINISTRATOR";

	/** Asks for the account at the start, so that its password is printed then. */
	@Bean
	AuthenticationProvider administrators(PasserelleSettings settings, JdbcTemplate jdbc, PasswordHashing hashing,
			Clock clock) {
		// Standard output alone: a log is kept, and read by others.
		AdministratorAccount account = new AdministratorAccount(jdbc, hashing, clock, System.out::println);
		return administrators(account.open(settings.admin()), hashing, Ticker.systemTicker());
	}

	/** The one account is the whole platform's. */
	@Bean
	Grants grants() {
		return (who) -> Grant.PLATFORM;
	}

	static AuthenticationProvider administrators(Administrator administrator, PasswordHashing hashing, Ticker ticker) {
		DaoAuthenticationProvider provider = new DaoAuthenticationProvider(accounts(administrator));
		provider.setPasswordEncoder(new HashingEncoder(hashing));
		return new RememberedCredentials(provider, ticker);
	}

	/** For an unknown name the framework checks a password of its own, for the time. */
	private static UserDetailsService accounts(Administrator administrator) {
		return (username) -> {
			if (!username.equals(administrator.username())) {
				throw new UsernameNotFoundException("unknown administrator");
			}
			return User.withUsername(administrator.username())
				.password(administrator.passwordHash())
				.roles(ROLE)
				.build();
		};
	}

}
