package fr.passerelle.mockcas;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the test's own, for instance what a real server was seen to answer.
 *
 * @param status the HTTP status, 200 to 599
 * @param contentType the {@code Content-Type}; null leaves the header out
 * @param body the text, sent in UTF-8, at most 1,000,000 characters
 */
public record OwnAnswer(int status, @Nullable String contentType, String body) {

	private static final int LONGEST = 1_000_000;

	public OwnAnswer {
		if (status < 200 || status > 599) {
			throw new IllegalArgumentException("status must lie between 200 and 599");
		}
		if (contentType != null && contentType.chars().anyMatch((c) -> c < 0x20 || c > 0x7e)) {
			throw new IllegalArgumentException("contentType must be one line of ASCII");
		}
		if (body.length() > LONGEST) {
			throw new IllegalArgumentException("body must have at most " + LONGEST + " characters");
		}
	}

	Answer toAnswer() {
		return Answer.text(this.status, this.contentType, this.body);
	}

}
