package fr.passerelle.mockeduconnect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An account of EduConnect. Attributes without a value are not released.
 *
 * @param username what is typed in the form; any password is right
 * @param affiliation the kind
 * @param familyName the family name
 * @param givenName the given name
 * @param more further attributes by their names, e.g. {@code FrEduCtRefId}, each with its
 * values; they replace those that are made up
 */
public record Account(String username, Affiliation affiliation, String familyName, String givenName,
		Map<String, List<String>> more) {

	public Account {
		Map<String, List<String>> copy = new LinkedHashMap<>();
		more.forEach((name, values) -> copy.put(name, List.copyOf(values)));
		more = java.util.Collections.unmodifiableMap(copy);
	}

	/** One with nothing but its kind and name. */
	public Account(String username, Affiliation affiliation, String familyName, String givenName) {
		this(username, affiliation, familyName, givenName, Map.of());
	}

	/**
	 * The same account with values of one more attribute; without values, it is not
	 * released.
	 */
	public Account with(String attribute, String... values) {
		Map<String, List<String>> next = new LinkedHashMap<>(this.more);
		next.put(attribute, List.of(values));
		return new Account(this.username, this.affiliation, this.familyName, this.givenName, next);
	}

	/** The stable identifier, which says nothing of the person: 96 hexadecimal digits. */
	public String id() {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-384").digest(this.username.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** All attributes that EduConnect releases, by their names. */
	Map<String, List<String>> attributes(String wayOut, String signedInAt) {
		Map<String, List<String>> all = new LinkedHashMap<>();
		all.put("FrEduUrlRetour", List.of(wayOut));
		all.put("FrEduCtDateConnexion", List.of(signedInAt));
		all.put("FrEduCtPersonAffiliation", List.of(this.affiliation.value()));
		all.put("FrEduCtId", List.of(id()));
		all.put("sn", List.of(this.familyName));
		all.put("givenName", List.of(this.givenName));
		all.putAll(this.more);
		all.values().removeIf(List::isEmpty);
		return all;
	}

	@Override
	public String toString() {
		return "Account[" + this.username + "]";
	}

}
