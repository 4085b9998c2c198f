package fr.passerelle.tryit.sample;

/**
 * What an assertion is worth.
 *
 * @param kind good, bad, or not there
 * @param explanation a sentence of French
 */
record Verdict(Kind kind, String explanation) {

	static Verdict good(String explanation) {
		return new Verdict(Kind.GOOD, explanation);
	}

	static Verdict bad(String explanation) {
		return new Verdict(Kind.BAD, explanation);
	}

	/** The three there are. */
	enum Kind {

		/** Signed by the gateway, and about this very request. */
		GOOD("Signature vérifiée", "good"),

		/** Not to be believed. */
		BAD("Signature refusée", "bad"),

		/** Nobody is vouched for, as on a public page. */
		ABSENT("Aucune signature", "absent");

		private final String title;

		private final String style;

		Kind(String title, String style) {
			this.title = title;
			this.style = style;
		}

		String title() {
			return this.title;
		}

		String style() {
			return this.style;
		}

	}

}
