package fr.passerelle.mockcas;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a platform puts a person's attributes in its XML answer.
 */
public enum Layout {

	/** Directly under {@code authenticationSuccess}: Kosmos, laclasse. */
	FLAT,

	/** Under {@code cas:attributes}: Apereo, Correlyce. */
	GROUPED,

	/**
	 * Under {@code cas:userAttributes} inside {@code cas:attributes}, the children
	 * without namespace: entcore, as its older core sends them.
	 */
	NESTED,

	/** As {@link #NESTED}, the children with the prefix: entcore, as documented. */
	NESTED_PREFIXED,

	/**
	 * Twice under {@code authenticationSuccess}: as an element, and as an empty
	 * {@code cas:attribute} with name and value beside it: older RECIA.
	 */
	NAME_VALUE,

	/**
	 * Under {@code cas:attributes}, and again as {@code cas:attribute} with name and
	 * value: django-cas-server.
	 */
	GROUPED_NAME_VALUE,

	/**
	 * Under {@code cas:attributes}, and again beside it: laclasse, for clients that it
	 * sets so.
	 */
	FLAT_AND_GROUPED;

	/**
	 * Returns the name used on the command line: {@code flat}, {@code nested-prefixed},
	 * ...
	 * @return the code
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Reads a code.
	 * @param code as {@link #code()} writes it, in any case
	 * @return the layout
	 * @throws IllegalArgumentException naming the accepted codes
	 */
	public static Layout of(String code) {
		return Arrays.stream(values())
			.filter((layout) -> layout.code().equalsIgnoreCase(code))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("layout '%s' is not known; accepted: %s".formatted(code,
					Arrays.stream(values()).map(Layout::code).collect(Collectors.joining(", ")))));
	}

}
