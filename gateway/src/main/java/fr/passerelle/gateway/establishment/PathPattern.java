package fr.passerelle.gateway.establishment;

import java.util.regex.Pattern;

/**
 * A path pattern of a document: literal text, {@code *} for anything inside one segment,
 * and {@code /**} at the end for the path itself and all below it. Matched against the
 * decoded path.
 *
 * @param text as written
 */
public record PathPattern(String text) {

	private static final Pattern FORM = Pattern
		.compile("/[^*?\\[\\]{}\\\\;%#\\s]*(\\*[^*?\\[\\]{}\\\\;%#\\s]*)*(/\\*\\*)?");

	public PathPattern {
		if (!FORM.matcher(text).matches() || text.contains("//") || text.contains("/./") || text.contains("/../")) {
			throw new IllegalArgumentException(
					"a path pattern begins with a slash, may hold * inside a segment and may end in /**");
		}
	}

	/** The number of characters before the first star: the longer, the more specific. */
	int literalLength() {
		int star = this.text.indexOf('*');
		return (star < 0) ? this.text.length() + 1 : star;
	}

	public boolean matches(String path) {
		if (this.text.endsWith("/**")) {
			String prefix = this.text.substring(0, this.text.length() - 3);
			if (prefix.indexOf('*') < 0) {
				return path.startsWith(prefix)
						&& (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
			}
			int end = prefixEnd(prefix, path);
			return end >= 0 && segments(prefix, path.substring(0, end));
		}
		return segments(this.text, path);
	}

	/**
	 * Whether it matches any path at or below a folder.
	 * @param folder without trailing slash
	 */
	public boolean reaches(String folder) {
		String[] own = this.text.split("/", -1);
		String[] wanted = folder.split("/", -1);
		for (int i = 1; i < wanted.length; i++) {
			if (i < own.length && own[i].equals("**")) {
				return true;
			}
			if (i >= own.length || !segments(own[i], wanted[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Where the path's first segments, as many as the prefix has, end; negative when it
	 * has fewer.
	 */
	private static int prefixEnd(String prefix, String path) {
		long slashes = prefix.chars().filter((c) -> c == '/').count();
		int at = -1;
		for (long i = 0; i < slashes; i++) {
			at = path.indexOf('/', at + 1);
			if (at < 0) {
				return -1;
			}
		}
		int end = path.indexOf('/', at + 1);
		return (end < 0) ? path.length() : end;
	}

	/**
	 * Glob over one text where a star never crosses a slash; linear back-tracking over
	 * one star at a time.
	 */
	private static boolean segments(String pattern, String path) {
		int p = 0;
		int s = 0;
		int star = -1;
		int mark = 0;
		while (s < path.length()) {
			if (p < pattern.length() && pattern.charAt(p) == '*') {
				star = p++;
				mark = s;
			}
			else if (p < pattern.length() && pattern.charAt(p) == path.charAt(s)) {
				p++;
				s++;
			}
			else if (star >= 0 && path.charAt(mark) != '/') {
				p = star + 1;
				s = ++mark;
			}
			else {
				return false;
			}
		}
		while (p < pattern.length() && pattern.charAt(p) == '*') {
			p++;
		}
		return p == pattern.length();
	}

}
