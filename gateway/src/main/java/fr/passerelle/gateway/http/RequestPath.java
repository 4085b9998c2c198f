package fr.passerelle.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request's path in its one normalised form: the form that decides who may pass is the
 * form that is sent on. Anything that two servers could read differently is refused, see
 * {@link #parse}.
 *
 * @param raw the path byte for byte as the client sent it; only for sending the same
 * client back
 * @param decoded the percent-decoded path, on which every decision is made
 * @param canonical the path as it travels to the application and in service URLs:
 * unreserved characters plain, all others percent-encoded with upper-case digits
 */
public record RequestPath(String raw, String decoded, String canonical) {

	/** Longest path that is looked at; a longer one is malformed. */
	public static final int MAX_LENGTH = 4096;

	private static final String PLAIN = "-._~!$&'()*+,=:@/";

	/**
	 * Reads a raw path (RFC 3986 §3.3).
	 * @param raw the path part of the request target, without query
	 * @return the path in its one form
	 * @throws MalformedPathException if it does not begin with a slash or holds {@code .}
	 * or {@code ..} segments, {@code //}, {@code ;}, a backslash, an encoded slash,
	 * backslash, dot, percent, semicolon or control character, a broken escape, or bytes
	 * that are no UTF-8
	 */
	public static RequestPath parse(String raw) throws MalformedPathException {
		if (raw.isEmpty() || raw.charAt(0) != '/') {
			throw new MalformedPathException("the path does not begin with a slash");
		}
		if (raw.length() > MAX_LENGTH) {
			throw new MalformedPathException("the path is longer than " + MAX_LENGTH);
		}
		boolean plain = true;
		for (int i = 0; i < raw.length(); i++) {
			char c = raw.charAt(i);
			if (c == '%') {
				plain = false;
				i = checkEscape(raw, i);
			}
			else {
				plain &= checkPlain(c);
				if (c == '/') {
					checkSegment(raw, i);
				}
			}
		}
		if (plain) {
			return new RequestPath(raw, raw, raw);
		}
		String decoded = decode(raw);
		return new RequestPath(raw, decoded, encode(decoded));
	}

	private static int checkEscape(String raw, int at) throws MalformedPathException {
		int value = (at + 2 < raw.length()) ? hex(raw.charAt(at + 1)) * 16 + hex(raw.charAt(at + 2)) : -1;
		if (value < 0) {
			throw new MalformedPathException("broken percent escape");
		}
		if (value < 0x20 || value == 0x7f || "/\\.%;".indexOf(value) >= 0) {
			throw new MalformedPathException("a character that must not be percent-encoded in a path");
		}
		return at + 2;
	}

	private static int hex(char c) {
		int digit = (c < 0x80) ? Character.digit(c, 16) : -1;
		return (digit < 0) ? -0x1000 : digit;
	}

	private static boolean checkPlain(char c) throws MalformedPathException {
		if (c <= 0x20 || c >= 0x7f || c == ';' || c == '\\' || c == '#' || c == '?') {
			throw new MalformedPathException("a character that a path may not hold");
		}
		return isPlain(c);
	}

	private static boolean isPlain(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
	}

	/** Looks at the segment that begins behind the slash at the given place. */
	private static void checkSegment(String raw, int slash) throws MalformedPathException {
		int next = slash + 1;
		if (next >= raw.length()) {
			return;
		}
		if (raw.charAt(next) == '/') {
			throw new MalformedPathException("an empty path segment");
		}
		int dots = 0;
		while (next < raw.length() && raw.charAt(next) == '.') {
			dots++;
			next++;
		}
		boolean onlyDots = dots > 0 && (next == raw.length() || raw.charAt(next) == '/');
		if (onlyDots) {
			throw new MalformedPathException("a path segment of dots");
		}
	}

	private static String decode(String raw) throws MalformedPathException {
		ByteBuffer bytes = ByteBuffer.allocate(raw.length());
		for (int i = 0; i < raw.length(); i++) {
			char c = raw.charAt(i);
			if (c == '%') {
				bytes.put((byte) (hex(raw.charAt(i + 1)) * 16 + hex(raw.charAt(i + 2))));
				i += 2;
			}
			else {
				bytes.put((byte) c);
			}
		}
		try {
			String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
			if (decoded.codePoints().anyMatch((point) -> breaksLines(point) || isNothing(point))) {
				throw new MalformedPathException("a control character, a line separator or nothing at all");
			}
			checkInvisible(decoded);
			return decoded;
		}
		catch (CharacterCodingException ex) {
			throw new MalformedPathException("bytes that are no UTF-8");
		}
	}

	private static boolean breaksLines(int point) {
		int type = Character.getType(point);
		return Character.isISOControl(point) || type == Character.LINE_SEPARATOR
				|| type == Character.PARAGRAPH_SEPARATOR;
	}

	/**
	 * A space without width, a byte order mark and their like: they join nothing, direct
	 * nothing and show nothing, so that two names which differ only by them look the
	 * same.
	 */
	private static boolean isNothing(int point) {
		return point == 0x200b || point == 0xfeff || point == 0x180e || (point >= 0x2060 && point <= 0x2065)
				|| (point >= 0x206a && point <= 0x206f) || (point >= 0xfff9 && point <= 0xfffb);
	}

	/**
	 * Joiners, soft hyphens and marks of direction are letters of file names. A segment
	 * that is empty or dots without them is not: file systems exist that do not see them.
	 */
	private static void checkInvisible(String decoded) throws MalformedPathException {
		if (decoded.codePoints().noneMatch(RequestPath::isInvisible)) {
			return;
		}
		for (String segment : decoded.split("/", -1)) {
			String seen = segment.codePoints()
				.filter((point) -> !isInvisible(point))
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			if (!seen.equals(segment) && seen.replace(".", "").isEmpty()) {
				throw new MalformedPathException("a path segment of dots and invisible characters");
			}
		}
	}

	private static boolean isInvisible(int point) {
		return Character.getType(point) == Character.FORMAT;
	}

	private static String encode(String decoded) {
		StringBuilder canonical = new StringBuilder(decoded.length() + 16);
		for (byte b : decoded.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xff);
			if (c < 0x80 && isPlain(c)) {
				canonical.append(c);
			}
			else {
				canonical.append(String.format(Locale.ROOT, "%%%02X", (int) c));
			}
		}
		return canonical.toString();
	}

}
