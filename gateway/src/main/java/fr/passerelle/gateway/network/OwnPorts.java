package fr.passerelle.gateway.network;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.IntPredicate;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * The ports that this program listens on: first those of the settings, then those that
 * its servers really took.
 */
final class OwnPorts implements IntPredicate {

	private final Set<Integer> ports = new CopyOnWriteArraySet<>();

	OwnPorts(Environment environment) {
		this.ports.add(environment.getProperty("server.port", Integer.class, 8080));
		Integer management = environment.getProperty("management.server.port", Integer.class);
		if (management != null) {
			this.ports.add(management);
		}
	}

	/** Each server, the one for health and metrics too, once it listens. */
	@EventListener
	void listens(WebServerInitializedEvent event) {
		this.ports.add(event.getWebServer().getPort());
	}

	@Override
	public boolean test(int port) {
		return port > 0 && this.ports.contains(port);
	}

}
