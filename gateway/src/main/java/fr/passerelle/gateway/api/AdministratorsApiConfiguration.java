package fr.passerelle.gateway.api;

import fr.passerelle.gateway.access.Caller;
import fr.passerelle.gateway.admin.Administrators;
import fr.passerelle.gateway.admin.OwnAccount;
import fr.passerelle.gateway.admin.SecondFactors;
import fr.passerelle.gateway.admin.Tokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Accounts and tokens.
 */
@Configuration(proxyBeanMethods = false)
class AdministratorsApiConfiguration {

	@Bean
	AdministratorsController administratorsController(Administrators administrators, SecondFactors secondFactors,
			Caller caller) {
		return new AdministratorsController(administrators, secondFactors, caller);
	}

	@Bean
	AccountController accountController(Administrators administrators, OwnAccount own, Caller caller) {
		return new AccountController(administrators, own, caller);
	}

	@Bean
	TokensController tokensController(Tokens tokens, Administrators administrators, Caller caller) {
		return new TokensController(tokens, administrators, caller);
	}

	@Bean
	AccountProblems accountProblems() {
		return new AccountProblems();
	}

}
