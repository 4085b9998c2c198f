package fr.passerelle.tryit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * The administrators' API of the gateway on trial.
 */
public final class Administration {

	/** The administrator of every trial, never of a school. */
	public static final String USERNAME = "admin";

	/** The same in every trial, and printed: the gateway listens on this machine only. */
	public static final String PASSWORD = "essai-passerelle";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int FIRST_REFUSAL = 300;

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final URI api;

	Administration(URI api) {
		this.api = api;
	}

	/**
	 * Returns the address of the API.
	 * @return the address of the API, with a trailing slash
	 */
	public URI uri() {
		return this.api;
	}

	/**
	 * Sends a request to the API.
	 * @param method the HTTP method
	 * @param path the path below the API's address
	 * @param contentType the type of the body
	 * @param body the body, which may be empty
	 * @return the answer's body
	 * @throws TrialFailedException if the API refuses the request
	 */
	public String send(String method, String path, String contentType, String body) {
		HttpRequest request = HttpRequest.newBuilder(this.api.resolve(path))
			.timeout(TIMEOUT)
			.header("Authorization",
					"Basic " + Base64.getEncoder()
						.encodeToString((USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
			.header("Content-Type", contentType)
			.method(method, BodyPublishers.ofString(body))
			.build();
		try {
			HttpResponse<String> answer = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() >= FIRST_REFUSAL) {
				throw new TrialFailedException("the gateway's API answers %s %s with %d: %s".formatted(method, path,
						answer.statusCode(), answer.body()));
			}
			return answer.body();
		}
		catch (IOException ex) {
			throw new TrialFailedException("the gateway's API does not answer: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TrialFailedException("the start was interrupted", ex);
		}
	}

	void importPeople(String uai, String csv) {
		send("POST", "establishments/%s/people/import".formatted(uai), "text/csv; charset=UTF-8", csv);
	}

}
