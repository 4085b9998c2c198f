package fr.passerelle.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A complete answer of the gateway's own: status, headers in order, body. An answer that
 * carries a login is made by {@link #redirect} or {@link #page}, which both forbid
 * caching and referrers.
 *
 * @param status the HTTP status
 * @param headers name and value pairs; a name may occur twice ({@code Set-Cookie})
 * @param body the bytes; empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // answers are written, never compared
public record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {

	private static final byte[] NOTHING = {};

	public Answer {
		headers = List.copyOf(headers);
	}

	/** An answer without a body. */
	public static Answer empty(int status) {
		return new Answer(status, List.of(), NOTHING).with("Cache-Control", "no-store");
	}

	/** A redirect that leaves no trace: not cached, no referrer (contract, Login 10). */
	public static Answer redirect(int status, String location) {
		return new Answer(status, List.of(Map.entry("Location", location), Map.entry("Cache-Control", "no-store"),
				Map.entry("Referrer-Policy", "no-referrer")), NOTHING);
	}

	/** Bytes of a given type, not cached, no referrer. */
	public static Answer page(int status, String contentType, byte[] body) {
		return new Answer(status, List.of(Map.entry("Content-Type", contentType),
				Map.entry("Cache-Control", "no-store"), Map.entry("Referrer-Policy", "no-referrer")), body);
	}

	/** The same answer with one more header. */
	public Answer with(String name, String value) {
		List<Map.Entry<String, String>> more = new ArrayList<>(this.headers);
		more.add(Map.entry(name, value));
		return new Answer(this.status, more, this.body);
	}

	/** The same answer that sets a cookie. */
	public Answer with(SetCookie cookie) {
		return with("Set-Cookie", cookie.toHeader());
	}

	/**
	 * The first value of a header, in any letter case of its name; empty where it is not
	 * set.
	 */
	public String header(String name) {
		return this.headers.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("");
	}

	@Override
	public String toString() {
		return "Answer[" + this.status + "]";
	}

}
