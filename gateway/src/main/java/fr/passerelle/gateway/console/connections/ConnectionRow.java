package fr.passerelle.gateway.console.connections;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.Connection;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SignInOrigin;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param id of the session
 * @param name of the person
 * @param user as the application knows them
 * @param profiles in alphabetical order
 * @param espace the Espace
 * @param ent the ENT's label, its id if the establishment no longer has it; null for
 * direct login
 * @param since when they signed in
 * @param lastUse when they last asked for something
 * @param address from where
 * @param mobile whether by a phone
 */
record ConnectionRow(String id, String name, String user, List<Profile> profiles, EspaceKey espace,
		@Nullable String ent, Instant since, Instant lastUse, @Nullable String address, boolean mobile) {

	static ConnectionRow of(Connection connection, Map<String, String> ents) {
		GatewaySession session = connection.session();
		SignInOrigin origin = session.origin();
		String ent = session.delegation().equals(GatewaySession.DIRECT) ? null
				: ents.getOrDefault(session.delegation(), session.delegation());
		return new ConnectionRow(session.id(), session.visitor().name(), session.visitor().user(),
				session.visitor().profiles().stream().sorted().toList(), session.espace(), ent, session.openedAt(),
				connection.lastUse(), (origin != null) ? origin.address() : null,
				origin != null && origin.device() == Device.MOBILE);
	}

}
