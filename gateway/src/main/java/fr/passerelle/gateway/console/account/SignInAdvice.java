package fr.passerelle.gateway.console.account;

import java.util.List;

import fr.passerelle.gateway.account.PasskeyAccounts;
import fr.passerelle.gateway.security.ConsoleCasServers;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Tells the console's pages, the sign-in above all, whether passkeys are in use and which
 * CAS servers there are.
 */
@ControllerAdvice("fr.passerelle.gateway.console")
final class SignInAdvice {

	private final PasskeyAccounts passkeys;

	private final ConsoleCasServers casServers;

	SignInAdvice(PasskeyAccounts passkeys, ConsoleCasServers casServers) {
		this.passkeys = passkeys;
		this.casServers = casServers;
	}

	@ModelAttribute("passkeysOn")
	boolean passkeysOn() {
		return this.passkeys.on();
	}

	@ModelAttribute("casServers")
	List<ConsoleCasServers.Server> casServers() {
		return this.casServers.all();
	}

}
