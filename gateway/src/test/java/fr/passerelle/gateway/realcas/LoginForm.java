package fr.passerelle.gateway.realcas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;

/**
 * The ENT's login form, as its page has it.
 *
 * @param action where it goes to
 * @param hidden what it sends beside name and password
 */
record LoginForm(String action, Map<String, String> hidden) {

	private static final Pattern FORM = Pattern.compile("<form [^>]*id=\"fm1\"[^>]*action=\"([^\"]+)\"");

	private static final Pattern HIDDEN = Pattern
		.compile("<input type=\"hidden\" name=\"([^\"]+)\"(?: value=\"([^\"]*)\")?");

	static LoginForm on(Reply page) {
		Matcher form = FORM.matcher(page.body());
		if (!form.find()) {
			throw new AssertionError("No login form on " + page.url() + " (" + page.status() + "): " + page.body());
		}
		Map<String, String> hidden = new LinkedHashMap<>();
		HIDDEN.matcher(page.body()).results().forEach((input) -> hidden.put(input.group(1), value(input)));
		return new LoginForm(page.url().resolve(form.group(1)).toString(), hidden);
	}

	/** Fills it and submits it: the answer brings the ticket. */
	Reply submit(TestBrowser browser, Person person) {
		Map<String, String> fields = new LinkedHashMap<>(this.hidden);
		fields.put("username", person.username());
		fields.put("password", person.password());
		return browser.post(this.action, fields);
	}

	/** Whether a page asks for name and password. */
	static boolean isOn(Reply page) {
		return FORM.matcher(page.body()).find();
	}

	private static String value(MatchResult input) {
		String value = input.group(2);
		return (value != null) ? value : "";
	}

}
