package fr.passerelle.gateway.logout;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.login.SignOnProtocols;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.session.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes both ways to end a session: the visitor's own and the ENT's.
 */
@Configuration(proxyBeanMethods = false)
class LogoutConfiguration {

	@Bean
	Logout logout(Sessions sessions, SignOnProtocols protocols, Pages pages, Refusals refusals, AuditTrail audit,
			Clock clock) {
		return new Logout(sessions, protocols, pages, refusals, audit, clock);
	}

	@Bean
	SingleLogout singleLogout(SignOnProtocols protocols, Sessions sessions, AuditTrail audit, Clock clock) {
		return new SingleLogout(protocols, sessions, audit, clock);
	}

}
