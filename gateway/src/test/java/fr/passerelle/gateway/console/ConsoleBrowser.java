package fr.passerelle.gateway.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without JavaScript in front of the console: keeps cookies, follows no
 * redirect by itself, sends a page's forms with what the page put into them.
 */
public final class ConsoleBrowser {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final String origin;

	/** Pages as a reader reads them: French has blanks that do not break. */
	private static final BodyHandler<String> WORDS = (answer) -> BodySubscribers
		.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), (page) -> page.replace('\u00a0', ' '));

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
		return send(request(path));
	}

	/** Sends a form with its page's token. */
	public HttpResponse<String> post(String path, String page, Map<String, String> fields) {
		return postRaw(path, "_csrf=" + encode(token(page)) + "&" + encode(fields));
	}

	/** Sends a form as it is, with the token in it. */
	public HttpResponse<String> postRaw(String path, String body) {
		return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body)));
	}

	/** Calls the API with a token, as a program would. */
	public HttpResponse<String> api(String method, String path, String token) {
		return send(HttpRequest.newBuilder(URI.create(this.origin + path))
			.header("X-Forwarded-For", this.address)
			.header("Authorization", "Bearer " + token)
			.method(method, BodyPublishers.noBody()));
	}

	/** Sends a form with a file in it, as browsers do. */
	public HttpResponse<String> postFile(String path, String page, String field, String file) {
		String boundary = "----a-line-that-no-file-has";
		String body = part(boundary, "_csrf\"", token(page))
				+ part(boundary, field + "\"; filename=\"file.yaml\"", file) + "--" + boundary + "--\r\n";
		return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary)
			.POST(BodyPublishers.ofString(body)));
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

	/** A form's fields as its body. */
	public static String encode(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.origin + path))
			.header("Accept", "text/html,application/xhtml+xml")
			.header("Accept-Language", this.language)
			.header("X-Forwarded-For", this.address);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), WORDS);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
