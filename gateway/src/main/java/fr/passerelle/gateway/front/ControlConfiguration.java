package fr.passerelle.gateway.front;

import fr.passerelle.gateway.http.AdministratorSessions;
import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class ControlConfiguration {

	/** The name that the servlets' side gives its cookie. */
	private static final String COOKIE = "passerelle-console";

	/** A connection over TLS takes as much as so many without. */
	static final int TLS_WEIGHT = 6;

	/** Comes before the door, which is put around it. */
	@Bean
	@Order(0)
	WebServerFactoryCustomizer<JettyServletWebServerFactory> controlRoom(PasserelleSettings settings,
			ClientAddresses addresses, AdministratorSessions sessions) {
		Origin origin = new Origin(addresses, settings.trustedForwardedHost());
		return (factory) -> factory.addServerCustomizers((server) -> {
			ControlRoom room = new ControlRoom(settings.console().maxRequests(), settings.console().bodyTimeout(),
					origin::clientAddress, sessions, COOKIE);
			room.setHandler(ControlRoom.keepingFiles(server.getHandler()));
			server.setHandler(room);
			for (var connector : server.getConnectors()) {
				if (connector instanceof AbstractConnector listening) {
					Connection.Listener heads = new SlowHeads(listening.getScheduler(), maxConnections(listening));
					listening.addBean(heads);
				}
			}
		});
	}

	private static int maxConnections(AbstractConnector connector) {
		int plain = HeapShare.CONNECTIONS.entries(HeapShare.MAX_CONNECTIONS);
		return (connector.getConnectionFactory(SslConnectionFactory.class) != null) ? Math.max(1, plain / TLS_WEIGHT)
				: plain;
	}

}
