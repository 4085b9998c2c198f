package fr.passerelle.gateway.front;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.network.Authority;
import org.jspecify.annotations.Nullable;

/**
 * On which hosts the administrators' side answers: on all, or on those that
 * {@code passerelle.console.hosts} names and there alone. Then script of an application
 * never runs on the console's origin.
 */
final class ConsoleAddresses {

	private static final String HEALTH = "/actuator/health";

	private final Set<String> hosts;

	ConsoleAddresses(List<String> hosts) {
		this.hosts = hosts.stream().map(Authority::parse).map((one) -> {
			if (one == null) {
				throw new IllegalArgumentException("passerelle.console.hosts: no host");
			}
			return one.host();
		}).collect(Collectors.toUnmodifiableSet());
	}

	/** Whether this host is the console's alone. */
	boolean own(String authority) {
		if (this.hosts.isEmpty()) {
			return false;
		}
		Authority asked = Authority.parse(authority);
		return asked != null && this.hosts.contains(asked.host());
	}

	/**
	 * Whether a path of the administrators' side answers on a host. Health does on every
	 * host that no school has: load balancers ask by a machine's address.
	 * @param school that has the host; null if none
	 */
	boolean answers(String authority, String path, @Nullable Object school) {
		return this.hosts.isEmpty() || own(authority)
				|| (school == null && (path.equals(HEALTH) || path.startsWith(HEALTH + "/")));
	}

}
