package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services that may ask: those whose metadata was given, and any whose name is the
 * address of its metadata.
 */
final class Services {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Map<String, Service> known = new ConcurrentHashMap<>();

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	Services(List<String> metadata) {
		metadata.forEach(this::add);
	}

	/**
	 * Knows one more, or one anew.
	 * @throws IllegalArgumentException if it is no metadata of a service
	 */
	void add(String metadata) {
		try {
			Service service = Service.of(metadata);
			this.known.put(service.entityId(), service);
		}
		catch (RefusedException ex) {
			throw new IllegalArgumentException(ex.sentence());
		}
	}

	Service find(String entityId) throws RefusedException {
		Service service = this.known.get(entityId);
		if (service != null) {
			return service;
		}
		if (!entityId.startsWith("http://") && !entityId.startsWith("https://")) {
			throw new RefusedException("Ce service n’est pas connu : " + entityId);
		}
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(entityId)).timeout(PATIENCE).build();
			HttpResponse<String> answer = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			Service fetched = Service.of(answer.body());
			if (answer.statusCode() != 200 || !fetched.entityId().equals(entityId)) {
				throw new RefusedException("Ce service n’est pas connu : " + entityId);
			}
			return fetched;
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new RefusedException("Les métadonnées du service ne se lisent pas : " + entityId);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RefusedException("Arrêt.");
		}
	}

}
