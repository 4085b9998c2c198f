package fr.passerelle.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A browser without a screen: keeps cookies by host and path, takes one step at a time so
 * that a test sees every redirect, and reaches every host on this machine.
 */
public final class TestBrowser {

	/** As browsers do; a circle ends here. */
	private static final int MAX_REDIRECTS = 20;

	/** The first pages of a server just started take their time. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final BodyHandler<String> reader;

	/** Values by host and name. */
	private final Map<String, Map<String, String>> jar = new ConcurrentHashMap<>();

	/** Paths by host and name; cookies that a test puts into the jar go to every path. */
	private final Map<String, String> paths = new ConcurrentHashMap<>();

	/** A browser that has no cookies yet. */
	public TestBrowser() {
		this(BodyHandlers.ofString());
	}

	private TestBrowser(BodyHandler<String> reader) {
		this.reader = reader;
	}

	/**
	 * A browser that shows plain blanks for those of French that do not break.
	 */
	public static TestBrowser withPlainBlanks() {
		return new TestBrowser((answer) -> BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8),
				(page) -> page.replace('\u00a0', ' ')));
	}

	/** Asks for a page. */
	public Reply get(String url, String... headers) {
		return send("GET", url, null, headers);
	}

	/** Asks for a page's headers. */
	public Reply head(String url, String... headers) {
		return send("HEAD", url, null, headers);
	}

	/** Sends a form. */
	public Reply post(String url, String form, String... headers) {
		String[] more = List.of(headers).contains("Content-Type") ? headers
				: concat(headers, "Content-Type", "application/x-www-form-urlencoded");
		return send("POST", url, form, more);
	}

	/** Sends a form of these fields. */
	public Reply post(String url, Map<String, String> fields) {
		return post(url, encode(fields));
	}

	/** Follows redirects until something else comes. */
	public Reply follow(Reply reply) {
		Reply last = reply;
		for (int i = 0; last.isRedirect() && i < MAX_REDIRECTS; i++) {
			last = get(last.next());
		}
		return last;
	}

	/** Opens a page and goes where it leads without a person's doing. */
	public Reply open(String url) {
		return follow(get(url));
	}

	/** Opens a page, signs in at the ENT that asks, and follows to where that leads. */
	public Reply signIn(String url, String username) {
		return signInAt(open(url), username);
	}

	/**
	 * Signs in at an ENT's page, or goes on where the ENT's own session made that
	 * needless.
	 */
	public Reply signInAt(Reply entPage, String username) {
		return follow(ticketFor(entPage, username));
	}

	/** Signs in at an ENT's page and stops before the ticket is used. */
	public Reply ticketFor(Reply entPage, String username) {
		return post(entPage.url().toString(), "username=" + username);
	}

	/** The cookies of a host and port, to be changed by the test. */
	public Map<String, String> cookies(String host) {
		return this.jar.computeIfAbsent(host, (name) -> new ConcurrentHashMap<>());
	}

	/** Sends a request; headers are names and values in turn. */
	public Reply send(String method, String url, @Nullable String body, String... headers) {
		HttpResponse<String> response = exchange(method, url, body, headers);
		return new Reply(URI.create(url), response.statusCode(), response.headers(), response.body());
	}

	/** Sends a request for callers that want the JDK's answer. */
	public HttpResponse<String> exchange(String method, String url, @Nullable String body, String... headers) {
		URI uri = URI.create(url);
		URI here = URI.create("http://127.0.0.1:" + uri.getPort());
		String target = uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "");
		HttpRequest.Builder request = HttpRequest.newBuilder(here.resolve(target))
			.timeout(PATIENCE)
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		Map<String, String> own = new LinkedHashMap<>();
		own.put("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
		if (!uri.getAuthority().equals(here.getAuthority())) {
			own.put("Host", uri.getAuthority());
		}
		for (int i = 0; i < headers.length; i += 2) {
			own.put(headers[i], headers[i + 1]);
		}
		own.forEach(request::header);
		String cookie = cookieHeader(uri);
		if (!cookie.isEmpty()) {
			request.header("Cookie", cookie);
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), this.reader);
			response.headers().allValues("Set-Cookie").forEach((header) -> keep(authority(uri), header));
			return response;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(method + " " + url, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String cookieHeader(URI uri) {
		return cookies(authority(uri)).entrySet()
			.stream()
			.filter((cookie) -> isBelow(uri.getRawPath(), path(authority(uri), cookie.getKey())))
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	private void keep(String authority, String header) {
		String[] parts = header.split(";", -1);
		String[] pair = parts[0].split("=", 2);
		String name = pair[0].strip();
		boolean ended = false;
		this.paths.remove(authority + " " + name);
		for (int i = 1; i < parts.length; i++) {
			String attribute = parts[i].strip();
			if (attribute.toLowerCase(Locale.ROOT).startsWith("path=")) {
				this.paths.put(authority + " " + name, attribute.substring("path=".length()));
			}
			ended |= attribute.equalsIgnoreCase("max-age=0");
		}
		if (ended) {
			cookies(authority).remove(name);
		}
		else {
			cookies(authority).put(name, pair[1].strip());
		}
	}

	private String path(String authority, String name) {
		return this.paths.getOrDefault(authority + " " + name, "/");
	}

	private static boolean isBelow(String asked, String path) {
		return asked.startsWith(path)
				&& (path.endsWith("/") || asked.length() == path.length() || asked.charAt(path.length()) == '/');
	}

	private static String authority(URI uri) {
		return uri.getHost() + ":" + uri.getPort();
	}

	/** A form's fields as its body. */
	public static String encode(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
	}

	/** As a part of a query or form. */
	public static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String[] concat(String[] headers, String... more) {
		String[] all = Arrays.copyOf(headers, headers.length + more.length);
		System.arraycopy(more, 0, all, headers.length, more.length);
		return all;
	}

}
