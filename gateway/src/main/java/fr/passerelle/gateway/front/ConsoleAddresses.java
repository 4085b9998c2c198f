package fr.passerelle.gateway.front;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.network.Authority;
import org.jspecify.annotations.Nullable;

/**
 * The hosts on which the administrators' side answers: all hosts, or only those that
 * {@code passerelle.console.hosts} names. With such hosts, no script of an application
 * runs on the console's origin.
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

	/** Whether only the console answers on this host. */
	boolean own(String authority) {
		if (this.hosts.isEmpty()) {
			return false;
		}
		Authority asked = Authority.parse(authority);
		return asked != null && this.hosts.contains(asked.host());
	}

	/**
	 * Whether a path of the administrators' side answers on a host. Health answers on
	 * every host that no school has, since load balancers ask by a machine's address.
	 * @param school that has the host; null if none
	 */
	boolean answers(String authority, String path, @Nullable Object school) {
		return this.hosts.isEmpty() || own(authority)
				|| (school == null && (path.equals(HEALTH) || path.startsWith(HEALTH + "/")));
	}

}
