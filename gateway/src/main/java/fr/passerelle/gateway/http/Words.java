package fr.passerelle.gateway.http;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * A package's own words in French and English, from {@code x.properties} (French) and
 * {@code x_en.properties}. A missing key throws an exception.
 */
public final class Words {

	private final String bundle;

	/**
	 * Finds a package's words.
	 * @param bundle the bundle's full name
	 */
	public Words(String bundle) {
		this.bundle = bundle;
	}

	/** The words for a key; arguments appear in them as {@code {0}}, {@code {1}}, … */
	public String text(Locale locale, String key, Object... arguments) {
		return new MessageFormat(in(locale).getString(key), locale).format(arguments);
	}

	/** Whether there are words for a key. */
	public boolean has(Locale locale, String key) {
		return in(locale).containsKey(key);
	}

	/**
	 * Without fallback: French is the root, and a server whose own locale is English
	 * would otherwise prefer the English file when French is asked for.
	 */
	private ResourceBundle in(Locale locale) {
		return ResourceBundle.getBundle(this.bundle, locale, Words.class.getClassLoader(),
				Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
	}

}
