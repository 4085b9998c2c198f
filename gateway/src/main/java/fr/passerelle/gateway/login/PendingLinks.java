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
 * own. Used by one atomic step; bounded in bytes, number and time, and shared out by
 * client address.
 */
final class PendingLinks {

	/** How much of the secret tells two logins of one browser apart in an address. */
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
	 * @param address of the client
	 */
	String begin(VouchedLogin login, boolean optional, String address) {
		String secret = SecretText.random();
		String id = SecretText.hash(secret);
		this.byId.put(id, new PendingLink(id, login.establishment().uai(), login.espace().key(),
				login.delegation().id(), login.identity(), login.ticket(), login.target(), optional, false),
				weight(login), address);
		return secret;
	}

	/** Texts that are not Latin take two bytes a character. */
	private static int weight(VouchedLogin login) {
		int weight = WEIGHT + login.target().length() + 2 * login.identity().user().length();
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
	 * What a browser's secret is called in cookies and addresses; tells nothing of it.
	 */
	static String name(String secret) {
		return SecretText.hash(secret).substring(0, NAME_LENGTH);
	}

	/** The login that a browser's secret stands for, used ones too. */
	@Nullable PendingLink find(@Nullable String secret, Uai uai) {
		if (secret == null || secret.length() > 64) {
			return null;
		}
		PendingLink link = this.byId.get(SecretText.hash(secret));
		return (link != null && link.uai().equals(uai)) ? link : null;
	}

	/** Uses a login; whether nobody has used it before. */
	boolean use(PendingLink link) {
		return !link.spent() && this.byId.replace(link.id(), link, link.used());
	}

}
