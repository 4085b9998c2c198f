package fr.passerelle.gateway.connections;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.session.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

	@Bean
	Connections connections(Sessions sessions, AuditTrail audit, Clock clock) {
		return new Connections(sessions, audit, clock);
	}

	@Bean
	DeletedEstablishmentSessions deletedEstablishmentSessions(Sessions sessions) {
		return new DeletedEstablishmentSessions(sessions);
	}

	@Bean
	ShutOutPeople shutOutPeople(Connections connections) {
		return new ShutOutPeople(connections);
	}

}
