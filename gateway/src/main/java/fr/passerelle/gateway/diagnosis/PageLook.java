package fr.passerelle.gateway.diagnosis;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.diagnosis.EntLine.Page;

/**
 * Tells what kind of page an answer is. Of the page's text, only a title leaves this
 * class, cut and without markup.
 */
final class PageLook {

	/** Longest title shown. */
	private static final int MAX_TITLE = 80;

	/** Where a page's kind shows; scripts and styles may fill the rest. */
	private static final int REACH = 64 * 1024;

	private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]{0,200}>(.{0,400}?)</title");

	private static final Pattern MARKUP = Pattern.compile("<[^>]{0,200}>?");

	private static final Pattern HTML = Pattern
		.compile("(?is)\\s{0,200}(<!--.{0,500}?-->\\s{0,50})?<(!doctype\\s+html|html)");

	/** The fields of a login form: CAS's own, or any that take a password. */
	private static final Pattern LOGIN_FORM = Pattern
		.compile("(?i)type\\s{0,3}=\\s{0,3}[\"']?password|name\\s{0,3}=\\s{0,3}[\"']?(execution|lt|username)[\"'\\s>]");

	/** Apereo's page in both languages, Kosmos's, and what others say. */
	private static final Pattern SERVICE_REFUSED = Pattern
		.compile("(?i)not (authorized|authorised|allowed) to use CAS|non autoris\\S{1,8} (à|&agrave;) utiliser"
				+ "|n(['’]|&#39;|&#x27;|&rsquo;)est pas (autoris|enregistr|d(é|&eacute;)clar|connu)"
				+ "|service non (autoris|enregistr|reconnu)|unauthorized[ _]service|invalid[ _]service"
				+ "|service.{0,120}not (registered|recognized|authorized|allowed)");

	/**
	 * The same above a login form, as laclasse shows it. Such a page may say of other
	 * things that they are not known, so the sentence must name the service.
	 */
	private static final Pattern NAMED_SERVICE_REFUSED = Pattern.compile(
			"(?i)\\b(service|application)\\b[^.<>]{0,120}n(['’]|&#39;|&#x27;|&rsquo;)est pas (autoris|enregistr|reconnu)"
					+ "|\\bservice\\b[^.<>]{0,120}not (registered|recognized|authorized|allowed)");

	private final Page page;

	private final String text;

	PageLook(Page page) {
		this.page = page;
		this.text = (page.text().length() > REACH) ? page.text().substring(0, REACH) : page.text();
	}

	boolean isHtml() {
		boolean named = this.page.contentType().toLowerCase(Locale.ROOT).contains("html");
		boolean answer = this.text.contains("serviceResponse") || this.text.contains("Envelope");
		return (named && this.text.indexOf('<') >= 0 && !answer) || HTML.matcher(this.text).lookingAt();
	}

	boolean isEmpty() {
		return this.text.isBlank();
	}

	boolean isLoginPage() {
		return isHtml() && LOGIN_FORM.matcher(this.text).find();
	}

	/** Whether the page says that this gateway's address is not registered. */
	boolean refusesService() {
		return (isLoginPage() ? NAMED_SERVICE_REFUSED : SERVICE_REFUSED).matcher(this.text).find();
	}

	boolean hasDoctype() {
		return this.text.toUpperCase(Locale.ROOT).contains("<!DOCTYPE") && !isHtml();
	}

	/** The title in one line; empty if the page has no title. */
	String title() {
		Matcher title = TITLE.matcher(this.text);
		return title.find() ? line(MARKUP.matcher(title.group(1)).replaceAll(" "), MAX_TITLE) : "";
	}

	/** The text of a foreign page in one line, without invisible characters. */
	static String line(String text, int max) {
		StringBuilder line = new StringBuilder();
		boolean blank = false;
		for (int i = 0; i < text.length() && line.length() < max; i++) {
			char c = text.charAt(i);
			int type = Character.getType(c);
			boolean odd = Character.isISOControl(c) || type == Character.FORMAT || type == Character.SURROGATE
					|| type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || c == '<'
					|| c == '>';
			if (odd || Character.isWhitespace(c) || c == '\u00a0') {
				blank = line.length() > 0;
			}
			else {
				if (blank) {
					line.append(' ');
					blank = false;
				}
				line.append(c);
			}
		}
		return line.toString();
	}

}
