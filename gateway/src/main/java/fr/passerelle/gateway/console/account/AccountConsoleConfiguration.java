package fr.passerelle.gateway.console.account;

import java.time.Clock;

import fr.passerelle.gateway.access.ConsoleSessions;
import fr.passerelle.gateway.admin.Administrators;
import fr.passerelle.gateway.admin.OwnAccount;
import fr.passerelle.gateway.admin.PasskeyAccounts;
import fr.passerelle.gateway.admin.Passkeys;
import fr.passerelle.gateway.admin.SecondFactors;
import fr.passerelle.gateway.admin.SignIns;
import fr.passerelle.gateway.admin.Tokens;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Accounts on the console's pages.
 */
@Configuration(proxyBeanMethods = false)
class AccountConsoleConfiguration {

	@Bean
	SignInStepsController signInStepsController(SignIns signIns, Administrators administrators, OwnAccount own,
			SecondFactors secondFactors, ConsoleSessions sessions) {
		return new SignInStepsController(signIns, administrators, own, secondFactors, sessions);
	}

	@Bean
	OwnAccountController ownAccountController(Administrators administrators, OwnAccount own,
			SecondFactors secondFactors, PasskeyAccounts passkeys, ConsoleSessions sessions) {
		return new OwnAccountController(administrators, own, secondFactors, passkeys, sessions);
	}

	@Bean
	PasskeyAdvice passkeyAdvice(PasskeyAccounts passkeys) {
		return new PasskeyAdvice(passkeys);
	}

	@Bean
	@ConditionalOnProperty("passerelle.console.passkeys.rp-id")
	PasskeysController passkeysController(Passkeys passkeys, SignIns signIns, ConsoleSessions sessions) {
		return new PasskeysController(passkeys, signIns, sessions);
	}

	@Bean
	OwnTokensController ownTokensController(Tokens tokens, Administrators administrators, ConsoleSessions sessions,
			PasserelleSettings settings, Clock clock) {
		return new OwnTokensController(tokens, administrators, sessions, settings.console().zone(), clock);
	}

	@Bean
	AdministratorScreenController administratorScreenController(Administrators administrators,
			SecondFactors secondFactors, Establishments establishments, ConsoleSessions sessions) {
		return new AdministratorScreenController(administrators, secondFactors, establishments, sessions);
	}

}
