package fr.passerelle.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.session.EntSession;
import org.jspecify.annotations.Nullable;

/**
 * Proofs that were accepted from a POST of another site, which brings no cookie. Each
 * waits under a one-time name for the GET that has the cookies, at the establishment's
 * host. They are bounded in bytes, number and time, and shared out by client address.
 */
final class KeptProofs {

	/** One proof without its texts, in bytes of heap. */
	private static final int WEIGHT = 500;

	/** One value of an attribute without its characters, in bytes of heap. */
	private static final int VALUE_WEIGHT = 100;

	private final SharedTable<Kept> byName;

	KeptProofs(int max, long maxBytes, Duration lifetime, Clock clock) {
		this.byName = new SharedTable<>(maxBytes, max, lifetime, clock);
	}

	/**
	 * Keeps a proof and gives its one-time name.
	 * @param login that it is for
	 * @param signOn the settings by which it was judged
	 * @param proven who, with the session at the ENT
	 * @param request that brought it
	 */
	String keep(PendingLogin login, SignOn signOn, Authenticated proven, VisitorRequest request) {
		RemoteIdentity identity = proven.identity();
		EntSession session = Objects.requireNonNull(proven.session());
		String name = SecretText.random();
		int weight = WEIGHT + 2 * (identity.user().length() + session.length()) + weight(identity.attributes())
				+ weight(identity.unclean());
		this.byName.put(name, new Kept(login.id(), signOn, identity, session), weight, request.clientAddress());
		return name;
	}

	/** The proof of a name, which stays; null if it has gone. */
	@Nullable Kept find(String name) {
		return (name.length() <= 64) ? this.byName.get(name) : null;
	}

	/** Takes the proof of a name: of several simultaneous calls, one gets it. */
	@Nullable Kept take(String name) {
		return this.byName.take(name);
	}

	private static int weight(Map<String, List<String>> attributes) {
		int weight = 0;
		for (Map.Entry<String, List<String>> attribute : attributes.entrySet()) {
			weight += VALUE_WEIGHT + 2 * attribute.getKey().length();
			for (String value : attribute.getValue()) {
				weight += VALUE_WEIGHT + 2 * value.length();
			}
		}
		return weight;
	}

	/**
	 * A proof that was accepted.
	 *
	 * @param handle of the login that it is for
	 * @param signOn the settings by which it was judged
	 * @param identity what the ENT released
	 * @param session at the ENT
	 */
	record Kept(String handle, SignOn signOn, RemoteIdentity identity, EntSession session) {

		@Override
		public String toString() {
			return "Kept[redacted]";
		}

	}

}
