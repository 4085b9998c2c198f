package fr.passerelle.entcatalog;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A query parameter of the login link that spares people the ENT's page of choices, such
 * as {@code selection=EDU_parent_eleve}. It is a proposal: several may suit one Espace,
 * the first is the likeliest, and the administrator chooses.
 *
 * @param parameter the parameter's name
 * @param value its value, not encoded
 * @param espaces the keys of the Espaces whose visitors it suits
 */
public record Selector(String parameter, String value, Set<String> espaces) {

	static final List<String> ESPACES = List.of("commune", "etablissement", "direction", "professeur", "viescolaire",
			"parent", "accompagnant", "eleve", "entreprise", "academie");

	static final String PARAMETER_RULE = "a parameter name of letters, digits, _ and -, other than those of the"
			+ " protocol (service, target, ticket, renew, gateway, method)";

	static final String VALUE_RULE = "1 to 100 visible ASCII characters";

	private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

	private static final Pattern VALUE = Pattern.compile("[!-~]{1,100}");

	/**
	 * The parameters that the gateway itself sends to the ENT; an entry must not set
	 * them.
	 */
	private static final Set<String> PROTOCOL = Set.of("service", "target", "ticket", "renew", "gateway", "method");

	public Selector {
		require(isParameter(parameter), PARAMETER_RULE);
		require(isValue(value), VALUE_RULE);
		require(!espaces.isEmpty() && ESPACES.containsAll(espaces), "keys of Espaces");
		espaces = Collections.unmodifiableSet(new LinkedHashSet<>(espaces));
	}

	static boolean isParameter(String text) {
		return PARAMETER.matcher(text).matches() && !PROTOCOL.contains(text.toLowerCase(Locale.ROOT));
	}

	static boolean isValue(String text) {
		return VALUE.matcher(text).matches();
	}

	private static void require(boolean holds, String rule) {
		if (!holds) {
			throw new IllegalArgumentException("A selector needs " + rule);
		}
	}

}
