package fr.passerelle.gateway.account;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Ticker;
import fr.passerelle.gateway.account.SignedIn.Means;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.DataDirectory;
import fr.passerelle.gateway.store.StoreStart;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class AdministratorConfiguration {

	/** Asks for the account at the start, so that its password is printed then. */
	@Bean
	AccountTable accountTable(PasserelleSettings settings, JdbcTemplate jdbc, TransactionOperations transactions,
			PasswordHashing hashing, Clock clock) {
		// Standard output alone: a log is kept, and read by others.
		AdministratorAccount account = new AdministratorAccount(jdbc, hashing, clock, System.out::println);
		return new AccountTable(jdbc, transactions, account.open(settings.admin()), settings.console().passkeys().on());
	}

	@Bean
	AdministratorAudit administratorAudit(AuditTrail audit, Clock clock) {
		return new AdministratorAudit(audit, clock);
	}

	@Bean
	Administrators administrators(AccountTable table, PasswordHashing hashing, Establishments establishments,
			AdministratorAudit audit, Clock clock) {
		return new Administrators(table, hashing, (uai) -> establishments.find(uai).isPresent(), audit, clock);
	}

	@Bean
	OwnAccount ownAccount(Administrators administrators, AccountTable table, PasswordHashing hashing,
			Establishments establishments, AdministratorAudit audit, Clock clock) {
		return new OwnAccount(administrators, table, new PasswordRules(GuessableParts.bundled()), hashing,
				(grant) -> schoolNames(grant, establishments), audit, clock);
	}

	/** Of a whole platform, none: its schools are no clue to one person's password. */
	private static List<String> schoolNames(Grant grant, Establishments establishments) {
		return (grant.establishments() == null) ? List.of()
				: grant.establishments()
					.stream()
					.flatMap((uai) -> establishments.find(uai).stream())
					.map(Establishment::name)
					.toList();
	}

	@Bean
	SecondFactors secondFactors(JdbcTemplate jdbc, AccountTable table, Administrators administrators, OwnAccount own,
			DataDirectory directory, StoreStart store, AdministratorAudit audit, Clock clock) {
		SecretBox box = SecretBox.open(directory.folder("keys"), (made) -> store.keyMade(made,
				"second factors by code that were set up under the old key must be set up again"));
		return new SecondFactors(jdbc, table, administrators, own, box, audit, clock);
	}

	@Bean
	PasskeyAccounts passkeyAccounts(PasserelleSettings settings, JdbcTemplate jdbc, AccountTable table,
			Administrators administrators, AdministratorAudit audit) {
		return new PasskeyAccounts(jdbc, table, administrators, audit, settings.console().passkeys().on());
	}

	@Bean
	CasAccounts casAccounts(PasserelleSettings settings, AccountTable table, Administrators administrators,
			AdministratorAudit audit) {
		Map<String, String> servers = settings.console()
			.cas()
			.stream()
			.collect(Collectors.toUnmodifiableMap(PasserelleSettings.ConsoleCas::id,
					PasserelleSettings.ConsoleCas::label));
		return new CasAccounts(table, administrators, audit, servers);
	}

	@Bean
	@ConditionalOnProperty("passerelle.console.passkeys.rp-id")
	Passkeys passkeys(PasserelleSettings settings, JdbcTemplate jdbc, AccountTable table, PasskeyAccounts accounts,
			Administrators administrators, AdministratorAudit audit) {
		PasserelleSettings.Passkeys passkeys = settings.console().passkeys();
		return new Passkeys(new PasskeyUsers(jdbc), new PasskeyCredentials(jdbc, table),
				Objects.requireNonNull(passkeys.rpId()), Set.copyOf(passkeys.origins()), accounts, administrators,
				audit);
	}

	@Bean
	Tokens apiTokens(PasserelleSettings settings, JdbcTemplate jdbc, AccountTable table, AdministratorAudit audit,
			Clock clock) {
		return new Tokens(jdbc, table, audit, settings.console().tokenMaxAge(), clock);
	}

	@Bean
	SignIns signIns(PasserelleSettings settings, Administrators administrators, AccountTable table, Tokens tokens,
			PasswordHashing hashing, Clock clock) {
		return new SignIns(administrators, table, tokens, hashing, settings.console().secondFactorRequired(), clock);
	}

	@Bean
	AdministratorProviders administratorProviders(SignIns signIns) {
		return providers(signIns, Ticker.systemTicker());
	}

	static AdministratorProviders providers(SignIns signIns, Ticker ticker) {
		return new AdministratorProviders(new PasswordSignIn(signIns, Means.PASSWORD),
				new RememberedCredentials(new PasswordSignIn(signIns, Means.BASIC), signIns, ticker),
				new BearerSignIn(signIns));
	}

}
