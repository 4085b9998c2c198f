package fr.passerelle.mockcas;

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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client, as a browser or a gateway is: it keeps cookies and follows no redirect.
 */
public final class Visitor {

	private final HttpClient client;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	public Visitor() {
		this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
	}

	public Visitor(HttpClient client) {
		this.client = client;
	}

	public static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	public HttpResponse<String> get(String url) {
		return send(HttpRequest.newBuilder(URI.create(url)).GET());
	}

	public HttpResponse<String> post(String url, String contentType, String body) {
		return send(HttpRequest.newBuilder(URI.create(url))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString(body)));
	}

	public HttpResponse<String> signIn(String url, String username) {
		return post(url, "application/x-www-form-urlencoded", "username=" + encode(username));
	}

	public HttpResponse<String> method(String method, String url, String body) {
		return send(HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body)));
	}

	public Map<String, String> cookies() {
		return this.cookies;
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		this.cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			response.headers().allValues("Set-Cookie").forEach(this::keep);
			return response;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static String location(HttpResponse<?> response) {
		return response.headers().firstValue("Location").orElse("");
	}

	/** Reads the ticket of a redirect, from either parameter. */
	public static String ticket(HttpResponse<?> response) {
		return location(response).replaceAll(".*(?:ticket|SAMLart)=([^&#]*).*", "$1");
	}

	private void keep(String header) {
		String pair = header.substring(0, header.indexOf(';'));
		String name = pair.substring(0, pair.indexOf('='));
		String value = pair.substring(pair.indexOf('=') + 1);
		if (value.isEmpty()) {
			this.cookies.remove(name);
		}
		else {
			this.cookies.put(name, value);
		}
	}

}
