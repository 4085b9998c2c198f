package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.Passerelle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole program on a port of its own, shared by the tests of the API. It trusts this
 * machine as a proxy, so that each test can come from an address of its own.
 */
@SpringBootTest(classes = Passerelle.class, webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningGateway {

	static final String ADMIN = "admin:Chosen-1";

	private static final Path DATA = temporaryFolder();

	private static final AtomicInteger CALLERS = new AtomicInteger();

	private final HttpClient client = HttpClient.newHttpClient();

	/** An address that no other test comes from. */
	final String address = "198.51.100." + CALLERS.incrementAndGet();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("passerelle.data-dir", DATA::toString);
		registry.add("passerelle.admin.password", () -> "Chosen-1");
		registry.add("passerelle.trusted-proxies", () -> "127.0.0.1");
		registry.add("passerelle.direct-login.attempts", () -> "5");
	}

	private static Path temporaryFolder() {
		try {
			return Files.createTempDirectory("passerelle-api");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("X-Forwarded-For", this.address);
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
		return "127.0.0.1:" + this.port;
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	/** Sends beside others. */
	CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
		return this.client.sendAsync(request.build(), BodyHandlers.ofString());
	}

}
