package fr.passerelle.gateway.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.Connection;
import fr.passerelle.gateway.session.Device;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SignInOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A session as the API shows it: nothing of its ticket.
 *
 * @param id for ending it; it opens nothing
 * @param user who, as the application knows them
 * @param name who, for people
 * @param profiles in alphabetical order
 * @param espace the Espace's key
 * @param delegation the delegation's id, or {@code direct}
 * @param since when they signed in
 * @param lastUse when they last asked for something
 * @param address from where they signed in, where it is known
 * @param device {@code mobile} or {@code computer}, where it is known
 */
record SessionView(String id, String user, String name, List<Profile> profiles, String espace, String delegation,
		Instant since, Instant lastUse, @Nullable String address, @Nullable String device) {

	static SessionView of(Connection connection) {
		GatewaySession session = connection.session();
		SignInOrigin origin = session.origin();
		return new SessionView(session.id(), session.visitor().user(), session.visitor().name(),
				session.visitor().profiles().stream().sorted().toList(), session.espace().key(), session.delegation(),
				session.openedAt(), connection.lastUse(), (origin != null) ? origin.address() : null,
				(origin != null) ? word(origin.device()) : null);
	}

	private static String word(Device device) {
		return device.name().toLowerCase(Locale.ROOT);
	}

}
