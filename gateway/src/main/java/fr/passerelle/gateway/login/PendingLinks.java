package fr.passerelle.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SharedTable;
import org.jspecify.annotations.Nullable;

/**
 * Logins that wait for a local password, each bound to one browser by a secret of its
 * own. Each is used in one atomic step. They are bounded in bytes, number and time, and
 * shared out by client address.
 */
final class PendingLinks {

	/** Characters that tell two logins of one browser apart in an address. */
	private static final int NAME_LENGTH = 8;

	/** A login without its target and attributes, in bytes of heap. */
	private static final int WEIGHT = 500;

	/** One value of an attribute without its characters, in bytes of heap. */
	private static final int VALUE_WEIGHT = 100;

	private final SharedTable<PendingLink> byId;

	PendingLinks(Duration lifetime, int max, long maxBytes, Clock clock) {
		this.byId = new SharedTable<>(maxBytes, max, lifetime, clock);
	}

	/**
	 * Keeps a login and gives the browser's secret.
	 * @param optional whether a person without a local account may go on
	 */
	String begin(VouchedLogin login, boolean optional) {
		String secret = SecretText.random();
		String id = SecretText.hash(secret);
		this.byId.put(id,
				new PendingLink(id, login.visit().establishment().uai(), login.visit().key(), login.delegation().id(),
						login.identity(), login.session(), login.target(), optional, false),
				weight(login), login.visit().request().clientAddress());
		return secret;
	}

	/** Texts that are not Latin take two bytes a character. */
	private static int weight(VouchedLogin login) {
		int weight = WEIGHT + login.target().length() + 2 * login.identity().user().length()
				+ 2 * login.session().length();
		return weight + weight(login.identity().attributes()) + weight(login.identity().unclean());
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
	 * The name of a secret in cookies and addresses, which does not tell the secret.
	 */
	static String name(String secret) {
		return SecretText.hash(secret).substring(0, NAME_LENGTH);
	}

	/** The login that a browser's secret belongs to, used logins too. */
	@Nullable PendingLink find(@Nullable String secret, Uai uai) {
		if (secret == null || secret.length() > 64) {
			return null;
		}
		PendingLink link = this.byId.get(SecretText.hash(secret));
		return (link != null && link.uai().equals(uai)) ? link : null;
	}

	/** Uses a login; returns whether this is its first use. */
	boolean use(PendingLink link) {
		return !link.spent() && this.byId.replace(link.id(), link, link.used());
	}

}
