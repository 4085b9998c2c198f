package fr.passerelle.gateway.logout;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.login.DelegationProtocol;
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
	Logout logout(Sessions sessions, DelegationProtocol protocol, Pages pages, Refusals refusals, AuditTrail audit,
			Clock clock) {
		return new Logout(sessions, protocol, pages, refusals, audit, clock);
	}

	@Bean
	SingleLogout singleLogout(DelegationProtocol protocol, Sessions sessions, AuditTrail audit, Clock clock) {
		return new SingleLogout(protocol, sessions, audit, clock);
	}

}
