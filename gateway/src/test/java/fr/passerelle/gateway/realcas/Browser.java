package fr.passerelle.gateway.realcas;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One person's browser: keeps cookies by host and path, and takes one step at a time so
 * that a test sees every redirect.
 */
final class Browser {

	/** As browsers do; a circle ends here. */
	private static final int MAX_REDIRECTS = 20;

	/** The first pages of a server just started take their time. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.connectTimeout(PATIENCE)
		.build();

	private final CookieJar cookies = new CookieJar();

	Page get(String address) {
		return send(HttpRequest.newBuilder(URI.create(address)));
	}

	Page post(String address, Map<String, String> fields) {
		String form = fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(URI.create(address))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	/** Goes where the page leads, until one leads nowhere. */
	Page follow(Page page) {
		Page last = page;
		for (int i = 0; last.isRedirect() && i < MAX_REDIRECTS; i++) {
			last = get(last.location());
		}
		return last;
	}

	/** Opens a page and goes wherever that leads without a person's doing. */
	Page open(String address) {
		return follow(get(address));
	}

	/** Fills the ENT's form and submits it: the answer brings the ticket. */
	Page submit(Page login, Person person) {
		LoginForm form = LoginForm.on(login);
		Map<String, String> fields = new LinkedHashMap<>(form.hidden());
		fields.put("username", person.username());
		fields.put("password", person.password());
		return post(form.action(), fields);
	}

	/** Opens a page, signs in at the ENT and arrives. */
	Page signIn(String address, Person person) {
		return follow(submit(open(address), person));
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private Page send(HttpRequest.Builder request) {
		URI address = request.build().uri();
		String cookie = this.cookies.header(address);
		if (!cookie.isEmpty()) {
			request.header("Cookie", cookie);
		}
		try {
			HttpResponse<String> response = this.client
				.send(request.header("Accept", "text/html").timeout(PATIENCE).build(), BodyHandlers.ofString());
			response.headers().allValues("Set-Cookie").forEach((header) -> this.cookies.take(address, header));
			return Page.of(response);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(address.toString(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
