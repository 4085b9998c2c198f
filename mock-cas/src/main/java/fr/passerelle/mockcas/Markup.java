package fr.passerelle.mockcas;

/**
 * Writes text into XML or HTML.
 */
final class Markup {

	private Markup() {
	}

	/** Escapes text for elements and quoted attributes. Replaces what XML cannot have. */
	static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				case '\'' -> escaped.append("&#39;");
				case '\r' -> escaped.append("&#13;");
				default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
			}
		});
		return escaped.toString();
	}

	static String element(String name, String text) {
		return "<" + name + ">" + escape(text) + "</" + name + ">";
	}

	private static boolean isXml(int c) {
		return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
	}

}
