package fr.passerelle.gateway.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

import fr.passerelle.gateway.testkit.SharedGateway;

/**
 * What tests of the API share: calls from an address that no other test comes from.
 */
abstract class RunningGateway extends SharedGateway {

	static final String ADMIN = ADMIN_NAME + ":" + ADMIN_PASSWORD;

	final String address = newAddress();

	private final HttpClient client = HttpClient.newHttpClient();

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(origin() + path)).header("X-Forwarded-For", this.address);
	}

	HttpRequest.Builder asAdmin(String path) {
		return request(path).header("Authorization", basic(ADMIN));
	}

	static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	static BodyPublisher text(String body) {
		return BodyPublishers.ofString(body);
	}

	String host() {
		return URI.create(origin()).getAuthority();
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	/** Sends beside others. */
	CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
		return this.client.sendAsync(request.build(), BodyHandlers.ofString());
	}

}
