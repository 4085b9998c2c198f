package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * A call of a browser or a service, and its answer.
 *
 * @param exchange the server's
 * @param input the query, or the posted form
 */
record Call(HttpExchange exchange, @Nullable String input) {

	private static final int MAX_FORM = 64 * 1024;

	static Call of(HttpExchange exchange) {
		try {
			boolean post = exchange.getRequestMethod().equals("POST");
			return new Call(exchange,
					post ? new String(exchange.getRequestBody().readNBytes(MAX_FORM), StandardCharsets.UTF_8)
							: exchange.getRequestURI().getRawQuery());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isPost() {
		return this.exchange.getRequestMethod().equals("POST");
	}

	/** A field of the query or the form, decoded; null where it is missing. */
	@Nullable String field(String name) {
		return Texts.field(this.input, name);
	}

	@Nullable String header(String name) {
		return this.exchange.getRequestHeaders().getFirst(name);
	}

	@Nullable String cookie(String name) {
		for (String header : this.exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
			for (String pair : header.split(";", -1)) {
				if (pair.strip().startsWith(name + "=")) {
					return pair.strip().substring(name.length() + 1);
				}
			}
		}
		return null;
	}

	void setCookie(String name, String value) {
		this.exchange.getResponseHeaders().add("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax");
	}

	void redirect(String address) throws IOException {
		this.exchange.getResponseHeaders().set("Location", address);
		this.exchange.sendResponseHeaders(302, -1);
	}

	void page(int status, String html) throws IOException {
		send(status, "text/html; charset=utf-8", html);
	}

	void xml(String text) throws IOException {
		send(200, "application/samlmetadata+xml; charset=utf-8", text);
	}

	void json(int status, String text) throws IOException {
		send(status, "application/json", text);
	}

	private void send(int status, String type, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.exchange.getResponseHeaders().set("Content-Type", type);
		this.exchange.getResponseHeaders().set("Cache-Control", "no-store");
		this.exchange.sendResponseHeaders(status, bytes.length);
		this.exchange.getResponseBody().write(bytes);
	}

}
