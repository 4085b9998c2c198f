package fr.passerelle.gateway.logout;

import java.nio.charset.StandardCharsets;

/**
 * Tells by the first bytes of a body whether it can be an ENT's logout message. The media
 * type does not count: PHP and curl label raw XML as a form, and other servers name no
 * type at all. It is asked after each piece that arrives, so that mostly any other body
 * goes on after its first piece.
 */
public final class LogoutPreamble {

	/** The field or the root element begins within so many bytes. */
	static final int REACH = 4096;

	/** No field before it has a longer name, in characters. */
	private static final int MAX_NAME = 256;

	private static final String FIELD = "logoutRequest";

	private static final String ROOT = "LogoutRequest";

	private LogoutPreamble() {
	}

	/** What the first bytes say. */
	public enum Look {

		/** The beginning of a logout message. */
		MESSAGE,

		/** Nothing that an ENT would send. */
		OTHER,

		/** Too little has arrived to tell. */
		UNDECIDED

	}

	/**
	 * Looks at the beginning of a body.
	 * @param bytes the beginning, in the first {@code length} bytes
	 * @param length how many bytes there are
	 * @return what they say
	 */
	public static Look look(byte[] bytes, int length) {
		String text = readable(bytes, Math.min(length, REACH));
		Look look = look(text);
		return (look == Look.UNDECIDED && length >= REACH) ? Look.OTHER : look;
	}

	private static Look look(String text) {
		if (text.isEmpty()) {
			return Look.UNDECIDED;
		}
		if (text.charAt(0) == '<') {
			return xml(text);
		}
		return (text.charAt(0) == '-') ? parts(text) : form(text);
	}

	/**
	 * Every encoding that is read writes Latin letters as ASCII does, except for the byte
	 * order marks, and for the zero bytes of UTF-16.
	 */
	private static String readable(byte[] bytes, int length) {
		StringBuilder text = new StringBuilder(length);
		for (char c : new String(bytes, 0, length, StandardCharsets.ISO_8859_1).toCharArray()) {
			boolean mark = text.isEmpty() && (c >= 0xEF || c == 0xBB || c == 0xBF);
			boolean blank = text.isEmpty() && " \t\r\n".indexOf(c) >= 0;
			if (c != 0 && !mark && !blank) {
				text.append(c);
			}
		}
		return text.toString();
	}

	private static Look xml(String text) {
		int at = 0;
		while (at < text.length()) {
			if (text.charAt(at) <= ' ') {
				at++;
			}
			else if (text.startsWith("<?", at)) {
				at = after(text, "?>", at);
			}
			else if (text.startsWith("<!--", at)) {
				at = after(text, "-->", at);
			}
			else {
				return root(text.substring(at));
			}
		}
		return Look.UNDECIDED;
	}

	private static int after(String text, String end, int from) {
		int found = text.indexOf(end, from);
		return (found < 0) ? text.length() : found + end.length();
	}

	private static Look root(String text) {
		if (text.length() < 4 && "<!--".startsWith(text)) {
			return Look.UNDECIDED;
		}
		int end = 1;
		while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
			end++;
		}
		if (end == text.length()) {
			return (end <= MAX_NAME && !text.startsWith("<!")) ? Look.UNDECIDED : Look.OTHER;
		}
		String name = text.substring(1, end);
		return name.substring(name.indexOf(':') + 1).equals(ROOT) ? Look.MESSAGE : Look.OTHER;
	}

	private static Look parts(String text) {
		if (text.length() > 1 && text.charAt(1) != '-') {
			return Look.OTHER;
		}
		return (text.contains("name=\"" + FIELD + "\"") || text.contains("name=" + FIELD)) ? Look.MESSAGE
				: Look.UNDECIDED;
	}

	private static Look form(String text) {
		int equals = text.indexOf('=');
		int end = (equals < 0) ? text.length() : equals;
		boolean name = end <= MAX_NAME && text.charAt(0) != '['
				&& text.substring(0, end).chars().allMatch(LogoutPreamble::isOfAName);
		if (!name) {
			return Look.OTHER;
		}
		return (text.startsWith(FIELD + "=") || text.contains("&" + FIELD + "=")) ? Look.MESSAGE : Look.UNDECIDED;
	}

	private static boolean isOfAName(int c) {
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
				|| "_.-%+[]:&".indexOf(c) >= 0;
	}

}
