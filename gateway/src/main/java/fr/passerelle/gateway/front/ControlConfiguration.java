package fr.passerelle.gateway.front;

import fr.passerelle.gateway.http.AdministratorSessions;
import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ControlConfiguration {

	/** The name that the servlets' side gives its cookie. */
	private static final String COOKIE = "passerelle-console";

	/** In the servlets' server, which the door's server goes on to. */
	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> controlRoom(PasserelleSettings settings,
			ClientAddresses addresses, AdministratorSessions sessions) {
		Origin origin = new Origin(addresses, settings.trustedForwardedHost());
		return (factory) -> factory.addServerCustomizers((server) -> {
			ControlRoom room = new ControlRoom(settings.console().maxRequests(), settings.console().bodyTimeout(),
					origin::clientAddress, sessions, COOKIE);
			room.setHandler(ControlRoom.keepingFiles(server.getHandler()));
			server.setHandler(room);
		});
	}

}
