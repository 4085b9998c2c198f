package fr.passerelle.gateway.console;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.testkit.TestBrowser;
import org.jspecify.annotations.Nullable;

/**
 * A browser without JavaScript in front of the console: keeps cookies, follows no
 * redirect by itself, sends a page's forms with what the page put into them.
 */
public final class ConsoleBrowser {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final TestBrowser browser = TestBrowser.withPlainBlanks();

	private final String origin;

	private final String address;

	private String language = "fr";

	/**
	 * A new browser.
	 * @param origin of the gateway, without slash at the end
	 * @param address from where it seems to come, for a gateway that trusts this machine
	 */
	public ConsoleBrowser(String origin, String address) {
		this.origin = origin;
		this.address = address;
	}

	/** The same browser, asking for another language. */
	public ConsoleBrowser speaking(String other) {
		this.language = other;
		return this;
	}

	/** Signs in and returns the answer to the form: a redirect where it was right. */
	public HttpResponse<String> signIn(String username, String password) {
		HttpResponse<String> form = get("/console/login");
		return post("/console/login", form.body(), Map.of("username", username, "password", password));
	}

	/** Asks for a page. */
	public HttpResponse<String> get(String path) {
		return send("GET", path, null);
	}

	/** Sends a form with its page's token. */
	public HttpResponse<String> post(String path, String page, Map<String, String> fields) {
		return postRaw(path, "_csrf=" + TestBrowser.encode(token(page)) + "&" + TestBrowser.encode(fields));
	}

	/** Sends a form as it is, with the token in it. */
	public HttpResponse<String> postRaw(String path, String body) {
		return send("POST", path, body, "Content-Type", "application/x-www-form-urlencoded");
	}

	/** Calls the API with a token, as a program would. */
	public HttpResponse<String> api(String method, String path, String token) {
		return new TestBrowser().exchange(method, this.origin + path, null, "X-Forwarded-For", this.address,
				"Authorization", "Bearer " + token);
	}

	/** Sends a form with a file in it, as browsers do. */
	public HttpResponse<String> postFile(String path, String page, String field, String file) {
		String boundary = "----a-line-that-no-file-has";
		String body = part(boundary, "_csrf\"", token(page))
				+ part(boundary, field + "\"; filename=\"file.yaml\"", file) + "--" + boundary + "--\r\n";
		return send("POST", path, body, "Content-Type", "multipart/form-data; boundary=" + boundary);
	}

	private static String part(String boundary, String name, String content) {
		return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\r\n\r\n" + content + "\r\n";
	}

	/** Follows a redirect. */
	public HttpResponse<String> follow(HttpResponse<String> answer) {
		String location = answer.headers()
			.firstValue("Location")
			.orElseThrow(() -> new AssertionError("no redirect but " + answer.statusCode() + ": " + answer.body()));
		return get(URI.create(this.origin).resolve(location).toString().substring(this.origin.length()));
	}

	/** The token in a page's first form. */
	public static String token(String page) {
		Matcher found = TOKEN.matcher(page);
		if (!found.find()) {
			throw new AssertionError("a page without a form of ours: " + page);
		}
		return found.group(1);
	}

	private HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("Accept", "text/html,application/xhtml+xml", "Accept-Language", this.language,
				"X-Forwarded-For", this.address));
		return this.browser.exchange(method, this.origin + path, body, all.toArray(String[]::new));
	}

}
