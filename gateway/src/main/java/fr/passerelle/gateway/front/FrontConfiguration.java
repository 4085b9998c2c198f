package fr.passerelle.gateway.front;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import fr.passerelle.gateway.directlogin.DirectLogin;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.http.ServerRefusals;
import fr.passerelle.gateway.login.LinkFlow;
import fr.passerelle.gateway.login.LoginFlow;
import fr.passerelle.gateway.login.PlatformAddresses;
import fr.passerelle.gateway.login.ProtocolAddresses;
import fr.passerelle.gateway.logout.Logout;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.proxy.ReverseProxy;
import fr.passerelle.gateway.proxy.SigningKeys;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.StoreStart;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizerBeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class FrontConfiguration {

	/** A connection over TLS takes as much as so many without. */
	static final int TLS_WEIGHT = 6;

	@Bean
	TurnedAway turnedAway(PasserelleSettings settings, Refusals refusals, Clock clock) {
		return new TurnedAway(refusals, clock, settings.console().zone());
	}

	@Bean
	EspaceVisit espaceVisit(EstablishmentDirectory directory, Sessions sessions, LoginFlow login,
			DirectLogin directLogin, SingleLogout singleLogout, Pages pages, TurnedAway turnedAway) {
		SessionCookies cookies = new SessionCookies(sessions);
		return new EspaceVisit(cookies, login, directLogin, singleLogout, new Commune(cookies, pages), turnedAway,
				new Leases(directory, sessions, turnedAway));
	}

	@Bean
	PlatformHost platformHost(PasserelleSettings settings, List<PlatformAddresses> addresses, Pages pages,
			SigningKeys keys) {
		return new PlatformHost(settings.educonnect().url(), addresses, new OwnFiles(pages, keys));
	}

	@Bean
	Routes routes(PasserelleSettings settings, EstablishmentDirectory directory, PlatformHost platform,
			EspaceVisit espaces, Logout logout, SingleLogout singleLogout, LinkFlow links,
			List<ProtocolAddresses> protocols, Pages pages, SigningKeys keys, TurnedAway turnedAway) {
		return new Routes(directory, new ConsoleAddresses(settings.console().hosts()), platform, espaces, logout,
				singleLogout, links, protocols, new OwnFiles(pages, keys), turnedAway);
	}

	/**
	 * Made apart from Spring Boot's factory, which it makes the port's owner: visitors
	 * are served before the servlets exist.
	 */
	@Bean(destroyMethod = "destroy")
	DoorServer door(ListableBeanFactory beans) {
		WebServerFactoryCustomizerBeanPostProcessor customizers = new WebServerFactoryCustomizerBeanPostProcessor();
		customizers.setBeanFactory(beans);
		DoorFactory factory = new DoorFactory();
		customizers.postProcessBeforeInitialization(factory, "doorFactory");
		return factory.getWebServer();
	}

	@Bean
	ServletsFactory servletsFactory(DoorServer door) {
		return new ServletsFactory(door);
	}

	@Bean
	WebServerFactoryCustomizer<DoorFactory> frontDoor(PasserelleSettings settings, Routes routes,
			ClientAddresses addresses, ReverseProxy proxy, Pages pages) {
		Origin origin = new Origin(addresses, settings.trustedForwardedHost());
		return (factory) -> factory.addServerCustomizers((server) -> {
			FrontDoor door = new FrontDoor(origin, settings.hsts(), routes, proxy, settings.proxy());
			door.setHandler(server.getHandler());
			server.setHandler(door);
			server.setErrorHandler(new BareErrorHandler(pages));
			applyRules(server, settings);
			boundHeads(server);
		});
	}

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> servletErrors(Pages pages) {
		return (factory) -> factory.addConfigurations(new BareServletErrors(pages));
	}

	/** Comes before all that is added to a connector. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebServerFactoryCustomizer<DoorFactory> visitorConnector() {
		return (factory) -> factory.addServerCustomizers(VisitorConnector::replaceIn);
	}

	/**
	 * The threads that wait for the network are of the platform, since a virtual one
	 * would hold one of those while it waits. What may block gets a virtual thread, where
	 * there are any.
	 */
	@Bean
	@Order
	WebServerFactoryCustomizer<DoorFactory> visitorThreads() {
		return (factory) -> {
			if (factory.getThreadPool() instanceof VirtualThreadPool) {
				QueuedThreadPool threads = new QueuedThreadPool();
				threads.setName("visitors");
				threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("visitor-"));
				factory.setThreadPool(threads);
			}
		};
	}

	/** Says what a new key means to an old store, since the proxy knows no store. */
	@Bean
	SmartInitializingSingleton newSigningKey(SigningKeys keys, StoreStart store) {
		return () -> {
			Path made = keys.made();
			if (made != null) {
				store.keyMade(made, "applications that hold the old public key refuse all visitors "
						+ "until they fetch /.passerelle/jwks.json");
			}
		};
	}

	@Bean
	ServerRefusals serverRefusals() {
		return FrontConfiguration::refusedWith;
	}

	private static Optional<Integer> refusedWith(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < CAUSES; depth++) {
			if (cause instanceof HttpException refused && refused.getCode() < 500) {
				return Optional.of(refused.getCode());
			}
			cause = cause.getCause();
		}
		return Optional.empty();
	}

	private static void boundHeads(Server server) {
		for (Connector connector : server.getConnectors()) {
			if (connector instanceof AbstractConnector listening) {
				Connection.Listener heads = new SlowHeads(listening.getScheduler(), maxConnections(listening));
				listening.addBean(heads);
			}
		}
	}

	private static int maxConnections(AbstractConnector connector) {
		int plain = HeapShare.CONNECTIONS.entries(HeapShare.MAX_CONNECTIONS);
		return (connector.getConnectionFactory(SslConnectionFactory.class) != null) ? Math.max(1, plain / TLS_WEIGHT)
				: plain;
	}

	/** More causes than any framework wraps around an exception. */
	private static final int CAUSES = 10;

	private static void applyRules(Server server, PasserelleSettings settings) {
		for (Connector connector : server.getConnectors()) {
			if (connector instanceof AbstractConnector listening) {
				listening.setIdleTimeout(settings.proxy().idleTimeout().toMillis());
			}
			connector.getConnectionFactories()
				.stream()
				.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
				.map(HttpConfiguration.ConnectionFactory.class::cast)
				.forEach((factory) -> ConnectionRules.apply(factory.getHttpConfiguration(), settings.proxy()));
		}
	}

}
