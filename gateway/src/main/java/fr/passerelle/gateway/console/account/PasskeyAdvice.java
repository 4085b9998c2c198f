package fr.passerelle.gateway.console.account;

import fr.passerelle.gateway.account.PasskeyAccounts;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Tells the console's pages, the sign-in above all, whether passkeys are in use.
 */
@ControllerAdvice("fr.passerelle.gateway.console")
final class PasskeyAdvice {

	private final PasskeyAccounts passkeys;

	PasskeyAdvice(PasskeyAccounts passkeys) {
		this.passkeys = passkeys;
	}

	@ModelAttribute("passkeysOn")
	boolean passkeysOn() {
		return this.passkeys.on();
	}

}
