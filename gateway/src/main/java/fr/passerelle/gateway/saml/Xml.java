package fr.passerelle.gateway.saml;

import org.jspecify.annotations.Nullable;

/** Writes small documents of our own. */
final class Xml {

	private final StringBuilder text = new StringBuilder();

	/**
	 * Opens an element with attributes: names and values in turn; null leaves one out.
	 */
	Xml open(String name, @Nullable String... attributes) {
		begin(name, attributes);
		this.text.append('>');
		return this;
	}

	/** An element with text alone. */
	Xml element(String name, String content, @Nullable String... attributes) {
		begin(name, attributes);
		this.text.append('>').append(escaped(content));
		return close(name);
	}

	/** An element without content. */
	Xml empty(String name, @Nullable String... attributes) {
		begin(name, attributes);
		this.text.append("/>");
		return this;
	}

	Xml close(String name) {
		this.text.append("</").append(name).append('>');
		return this;
	}

	private void begin(String name, @Nullable String... attributes) {
		this.text.append('<').append(name);
		for (int i = 0; i + 1 < attributes.length; i += 2) {
			String value = attributes[i + 1];
			if (value != null) {
				this.text.append(' ').append(attributes[i]).append("=\"").append(escaped(value)).append('"');
			}
		}
	}

	private static String escaped(String value) {
		StringBuilder escaped = new StringBuilder(value.length() + 16);
		value.codePoints().forEach((point) -> {
			switch (point) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				case '\t', '\n', '\r' -> escaped.append("&#").append(point).append(';');
				default -> escaped.appendCodePoint(point);
			}
		});
		return escaped.toString();
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
