package fr.passerelle.gateway.security;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.settings.PasserelleSettings.ConsoleCas;

/**
 * The CAS servers of {@code passerelle.console.cas}, in the order of the setting.
 */
public final class ConsoleCasServers {

	/** Below it, one address for each server. */
	static final String PATH = ConsoleRefusals.LOGIN + "/cas/";

	private final List<Server> servers;

	ConsoleCasServers(List<ConsoleCas> settings) {
		this.servers = settings.stream().map(ConsoleCasServers::server).toList();
	}

	/**
	 * A server through which administrators may sign in.
	 *
	 * @param id in addresses and accounts
	 * @param label for people
	 * @param delegation its addresses and dialect
	 */
	public record Server(String id, String label, Delegation delegation) {

		/** The page that sends the browser to the server. */
		public String start() {
			return PATH + this.id;
		}

		/**
		 * Where the browser comes back with a ticket, and where the server sends its
		 * logouts.
		 */
		String back() {
			return start() + "/return";
		}

		/** The page that sends the browser to the server's logout. */
		public String leave() {
			return start() + "/leave";
		}

	}

	private static Server server(ConsoleCas setting) {
		Validation validation = Validation.valueOf(setting.validation());
		Cas cas = new Cas(URI.create(setting.serverUrl() + "/login"),
				URI.create(setting.serverUrl() + "/" + validation.path()), URI.create(setting.serverUrl() + "/logout"),
				validation, setting.renew(), List.of());
		// Nothing but the user is read from its answers.
		AttributeNames none = new AttributeNames(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
				List.of());
		return new Server(setting.id(), setting.label(),
				new Delegation(setting.id(), setting.label(), true, null, cas, none, List.of(), false));
	}

	/** All. */
	public List<Server> all() {
		return this.servers;
	}

	/** One by its id. */
	public Optional<Server> find(String id) {
		return this.servers.stream().filter((server) -> server.id().equals(id)).findFirst();
	}

}
