package fr.passerelle.mockeduconnect;

import java.util.Map;

/** The names under which attributes are sent. */
final class AttributeNames {

	private static final String EDUCATION = "urn:oid:1.3.6.1.4.1.20326.10.999.1.";

	private static final Map<String, String> NUMBERS = Map.ofEntries(Map.entry("FrEduUrlRetour", EDUCATION + 5),
			Map.entry("FrEduCtDateConnexion", EDUCATION + 6), Map.entry("FrEduCtPersonAffiliation", EDUCATION + 7),
			Map.entry("FrEduCtId", EDUCATION + 57), Map.entry("FrEduCtEleveINEHash", EDUCATION + 64),
			Map.entry("FrEduCtDateNaissance", EDUCATION + 67), Map.entry("FrEduCtEleveUAI", EDUCATION + 72),
			Map.entry("FrEduCtEleveNiveau", EDUCATION + 73), Map.entry("sn", "urn:oid:2.5.4.4"),
			Map.entry("givenName", "urn:oid:2.5.4.42"));

	private static final Map<String, String> CLAIMS = Map.of("sn", "family_name", "givenName", "given_name");

	private AttributeNames() {
	}

	/** The number of an attribute; the name itself where no number is known. */
	static String number(String name) {
		return NUMBERS.getOrDefault(name, name);
	}

	/** The claim of OpenID Connect that says the same. */
	static String claim(String name) {
		return CLAIMS.getOrDefault(name, name);
	}

}
