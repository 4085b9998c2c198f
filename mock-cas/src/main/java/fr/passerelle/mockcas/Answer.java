package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An answer to the client, and how its bytes travel.
 *
 * @param status the HTTP status
 * @param headers header fields; the length is added by the front door
 * @param body the text
 * @param outcome for the journal
 * @param delivery how the bytes travel
 * @param length how long a slow delivery takes
 */
record Answer(int status, Map<String, String> headers, String body, String outcome, Delivery delivery,
		Duration length) {

	Answer {
		headers = Map.copyOf(headers);
	}

	static Answer of(int status, String contentType, String body) {
		return new Answer(status, Map.of("Content-Type", contentType), body, Integer.toString(status), Delivery.WHOLE,
				Duration.ZERO);
	}

	/** An answer without media type, if that is null. */
	static Answer text(int status, @Nullable String contentType, String body) {
		Answer answer = of(status, "text/plain", body);
		return answer.only((contentType != null) ? Map.of("Content-Type", contentType) : Map.of());
	}

	static Answer page(int status, String html) {
		return of(status, "text/html;charset=UTF-8", html).with("Cache-Control", "no-store")
			.with("Referrer-Policy", "no-referrer")
			.with("X-Content-Type-Options", "nosniff")
			.with("Content-Security-Policy",
					"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
	}

	static Answer redirect(String location) {
		return of(302, "text/plain;charset=UTF-8", "").with("Location", location).with("Cache-Control", "no-store");
	}

	static Answer methodNotAllowed(String allowed) {
		return of(405, "text/plain;charset=UTF-8", "").with("Allow", allowed);
	}

	Answer with(String header, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(header, value);
		return new Answer(this.status, more, this.body, this.outcome, this.delivery, this.length);
	}

	Answer only(Map<String, String> fields) {
		return new Answer(this.status, fields, this.body, this.outcome, this.delivery, this.length);
	}

	Answer withBody(String other) {
		return new Answer(this.status, this.headers, other, this.outcome, this.delivery, this.length);
	}

	Answer outcome(String other) {
		return new Answer(this.status, this.headers, this.body, other, this.delivery, this.length);
	}

	Answer delivered(Delivery how, Duration takes) {
		return new Answer(this.status, this.headers, this.body, this.outcome, how, takes);
	}

	/**
	 * How an answer travels.
	 */
	enum Delivery {

		/** Immediately, complete. */
		WHOLE,

		/** Complete, after a delay. */
		LATE,

		/** Complete, spread over a time. */
		DRIP,

		/** Cut in the middle, the connection closed. */
		TRUNCATED,

		/** Followed by white space without end. */
		ENDLESS,

		/** Not at all, the connection closed. */
		DROP

	}

}
