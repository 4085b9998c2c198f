package fr.passerelle.tryit.sample;

/**
 * The result of verifying an assertion.
 *
 * @param kind good, bad, or absent
 * @param explanation a sentence in French
 */
record Verdict(Kind kind, String explanation) {

	static Verdict good(String explanation) {
		return new Verdict(Kind.GOOD, explanation);
	}

	static Verdict bad(String explanation) {
		return new Verdict(Kind.BAD, explanation);
	}

	/** The kinds of result. */
	enum Kind {

		/** Signed by the gateway, and the same as the headers of this request. */
		GOOD("Signature vérifiée", "good"),

		/** Wrong, or not verifiable. */
		BAD("Signature refusée", "bad"),

		/** Not sent, as on a public page. */
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
