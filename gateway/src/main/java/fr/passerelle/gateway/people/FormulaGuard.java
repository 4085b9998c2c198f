package fr.passerelle.gateway.people;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from running a name as a formula: a value that begins like one gets
 * an apostrophe before it in a list that is written, and loses it in a list that is read.
 * Apostrophes that are already before such a sign are counted too, so that every value
 * comes back as it was.
 */
final class FormulaGuard {

	private static final String APOSTROPHE = "'";

	/** OWASP's list, the full-width signs included. */
	private static final String BEGINS_FORMULA = "[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*";

	private static final Pattern DANGEROUS = Pattern.compile("'*" + BEGINS_FORMULA, Pattern.DOTALL);

	private static final Pattern GUARDED = Pattern.compile("'+" + BEGINS_FORMULA, Pattern.DOTALL);

	private FormulaGuard() {
	}

	static String add(String value) {
		return DANGEROUS.matcher(value).matches() ? APOSTROPHE + value : value;
	}

	static String remove(String value) {
		return GUARDED.matcher(value).matches() ? value.substring(1) : value;
	}

}
