package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
 * A browser without a screen: keeps cookies by host, follows what it is told to, and
 * reaches every host on this machine.
 */
final class Browser {

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final Map<String, Map<String, String>> jar = new ConcurrentHashMap<>();

	Reply get(String url, String... headers) {
		return send("GET", url, null, headers);
	}

	Reply head(String url, String... headers) {
		return send("HEAD", url, null, headers);
	}

	Reply post(String url, String form, String... headers) {
		String[] more = List.of(headers).contains("Content-Type") ? headers
				: concat(headers, "Content-Type", "application/x-www-form-urlencoded");
		return send("POST", url, form, more);
	}

	/** Follows redirects until something else comes. */
	Reply follow(Reply reply) {
		Reply last = reply;
		for (int i = 0; last.isRedirect() && i < 20; i++) {
			last = get(URI.create(last.url().toString()).resolve(last.location()).toString());
		}
		return last;
	}

	Reply open(String url) {
		return follow(get(url));
	}

	/** Opens a page, signs in at the ENT that asks, and follows to where that leads. */
	Reply signIn(String url, String username) {
		return signInAt(open(url), username);
	}

	/**
	 * Signs in at an ENT's page, or goes on where the ENT's own session made that
	 * needless.
	 */
	Reply signInAt(Reply entPage, String username) {
		return follow(ticketFor(entPage, username));
	}

	/** Signs in at an ENT's page and stops before the ticket is used. */
	Reply ticketFor(Reply entPage, String username) {
		return post(entPage.url().toString(), "username=" + username);
	}

	Map<String, String> cookies(String host) {
		return this.jar.computeIfAbsent(host, (name) -> new ConcurrentHashMap<>());
	}

	Reply send(String method, String url, @Nullable String body, String... headers) {
		URI uri = URI.create(url);
		URI here = URI.create("http://127.0.0.1:" + uri.getPort());
		String target = uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "");
		HttpRequest.Builder request = HttpRequest.newBuilder(here.resolve(target))
			.timeout(Duration.ofSeconds(40))
			.header("Host", uri.getAuthority())
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		Map<String, String> own = new LinkedHashMap<>();
		own.put("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
		for (int i = 0; i < headers.length; i += 2) {
			own.put(headers[i], headers[i + 1]);
		}
		own.forEach(request::header);
		Map<String, String> cookies = cookies(uri.getHost() + ":" + uri.getPort());
		if (!cookies.isEmpty()) {
			request.header("Cookie",
					cookies.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
			response.headers().allValues("Set-Cookie").forEach((cookie) -> keep(cookies, cookie));
			return new Reply(uri, response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(method + " " + url, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void keep(Map<String, String> cookies, String header) {
		String pair = header.split(";", 2)[0];
		String name = pair.substring(0, pair.indexOf('=')).strip();
		if (header.toLowerCase(Locale.ROOT).contains("max-age=0")) {
			cookies.remove(name);
		}
		else {
			cookies.put(name, pair.substring(pair.indexOf('=') + 1).strip());
		}
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String[] concat(String[] headers, String... more) {
		String[] all = Arrays.copyOf(headers, headers.length + more.length);
		System.arraycopy(more, 0, all, headers.length, more.length);
		return all;
	}

}
