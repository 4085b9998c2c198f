package fr.passerelle.mockcas;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A known fault of a platform, or a choice that only some of its installations make. A
 * preset has none of them unless a test asks for it.
 *
 * @see MockCasBuilder#platform(Platform, Quirk...)
 */
public enum Quirk {

	/** Tickets expire after five seconds. */
	SHORT_TICKETS("tickets expire after 5 s"),

	/**
	 * {@code renew} is read nowhere: a ticket of the SSO session passes for a fresh one.
	 */
	RENEW_IGNORED("renew is ignored at login and at validation"),

	/** A ticket is good for every service that is registered, not only for its own. */
	ANY_SERVICE("a ticket is accepted for another registered service"),

	/** The attributes are under {@code cas:attributes} too. */
	ATTRIBUTES_TWICE("attributes under cas:attributes too"),

	/** {@code /serviceValidate} has attributes, and not only {@code /p3}. */
	CAS2_ATTRIBUTES("attributes at /serviceValidate too"),

	/** Values with {@code &} or {@code <} make the answer ill-formed. */
	UNESCAPED("attribute values are not escaped"),

	/**
	 * A ticket without fresh login is refused by {@code no}, at the XML addresses too.
	 */
	PLAIN_REFUSAL("a ticket that renew refuses is answered by a plain 'no'"),

	/** Each profile comes as the letters and as the number. */
	BOTH_CODES("each profile as letters and as a number"),

	/** A page, such as a charter to accept, takes the place of the way back. */
	STOPS_BEFORE_TICKET("after the sign-in a page of the ENT, and no way back");

	private final String summary;

	Quirk(String summary) {
		this.summary = summary;
	}

	/**
	 * Returns the name used on the command line: {@code renew-ignored}, ...
	 * @return the code
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Says what is different.
	 * @return a few words
	 */
	public String summary() {
		return this.summary;
	}

	/**
	 * Reads a code.
	 * @param code as {@link #code()} writes it, in any case
	 * @return the quirk
	 * @throws IllegalArgumentException naming the accepted codes
	 */
	public static Quirk of(String code) {
		return Arrays.stream(values())
			.filter((quirk) -> quirk.code().equalsIgnoreCase(code))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("quirk '%s' is not known; accepted: %s".formatted(code,
					Arrays.stream(values()).map(Quirk::code).collect(Collectors.joining(", ")))));
	}

}
