package fr.passerelle.gateway.page;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words about a request that cannot be read.
 *
 * @param title what happened, in one line
 * @param cause why
 * @param next what to do now
 */
record UnreadableText(String title, String cause, String next) {

	/** The statuses that have words of their own; the other ones share those of 400. */
	private static final Set<Integer> TOLD_APART = Set.of(408, 413, 414, 431);

	static UnreadableText of(int status, Locale locale, Messages messages) {
		String prefix = "unreadable." + kind(status) + ".";
		return new UnreadableText(messages.text(locale, prefix + "title"), messages.text(locale, prefix + "cause"),
				messages.text(locale, prefix + "next"));
	}

	private static int kind(int status) {
		if (status >= 500) {
			return 500;
		}
		return TOLD_APART.contains(status) ? status : 400;
	}

	/** The words as a problem document (RFC 9457). */
	Map<String, Object> problem(int status) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("title", this.title);
		document.put("status", status);
		document.put("detail", this.cause + " " + this.next);
		return document;
	}

}
