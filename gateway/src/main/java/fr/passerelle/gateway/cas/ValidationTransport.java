package fr.passerelle.gateway.cas;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.http.Permits;
import fr.passerelle.gateway.network.Requests;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;

/**
 * Sends a validation once, without holding a thread while the ENT thinks.
 *
 * <p>
 * A ticket is good for one attempt, so nothing may ever send it twice. The platform's
 * client (java.net.http) repeats a GET whose kept connection closes before an answer, and
 * only a setting of the whole process can forbid it; HttpURLConnection repeats even
 * POSTs. Jetty's client sends anew only what it could not begin to write.
 * {@link EntTransport} says which connections are used again; a ticket that is lost on
 * such a one is not repeated either: its login starts over.
 */
final class ValidationTransport implements AutoCloseable {

	/** SOAP 1.1 wants the header; Keycloak refuses without it. */
	private static final String SOAP_ACTION = "\"http://www.oasis-open.org/committees/security\"";

	/** Keeps the connections of logins apart from those of examinations. */
	private static final String LOGINS = "logins";

	private final EntClients clients;

	private final Permits<String> permits;

	private final PasserelleSettings.Ent bounds;

	ValidationTransport(EntClients clients, PasserelleSettings.Ent bounds) {
		this.bounds = bounds;
		this.clients = clients;
		this.permits = new Permits<>(bounds.maxConcurrent());
	}

	/**
	 * Sends a validation.
	 * @param validation the call
	 * @param trusted authorities beside the platform's
	 * @return the answer; every failure is a {@link ValidationFailedException}, as it is
	 * or as the cause of a CompletionException
	 */
	CompletableFuture<Reply> send(ValidationRequest validation, List<X509Certificate> trusted) {
		CompletableFuture<Reply> reply = new CompletableFuture<>();
		String origin = origin(validation.address());
		if (!this.permits.take(origin)) {
			reply.completeExceptionally(ValidationFailedException
				.unreachable("The ENT already has " + this.bounds.maxConcurrent() + " validations to answer."));
			return reply;
		}
		// The permit is given back when the exchange is over, before the caller goes on.
		CompletableFuture<Reply> released = reply.whenComplete((answer, failure) -> this.permits.giveBack(origin));
		try {
			var unused = this.clients.client(trusted).whenComplete((client, failure) -> {
				if (failure != null) {
					reply.completeExceptionally(TransportFailure.of(failure, false));
				}
				else {
					exchange(client, validation, reply);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// Closed.
			reply.completeExceptionally(TransportFailure.of(ex, false));
		}
		return released;
	}

	/** Jetty's client never blocks in send: names, connections and answers come later. */
	private void exchange(HttpClient client, ValidationRequest validation, CompletableFuture<Reply> reply) {
		try {
			int max = Math.toIntExact(this.bounds.maxAnswerSize().toBytes());
			request(client, validation, this.bounds.timeout()).tag(LOGINS).send(new AnswerListener(reply, max));
		}
		catch (RuntimeException ex) {
			// An address that no client takes.
			reply.completeExceptionally(TransportFailure.of(ex, false));
		}
	}

	/** A validation; whether its connection is kept is left to the client. */
	static Request request(HttpClient client, ValidationRequest validation, Duration within) {
		Request request = Requests.to(client, validation.address())
			.version(HttpVersion.HTTP_1_1)
			.method(HttpMethod.GET)
			.followRedirects(false)
			.timeout(within.toMillis(), TimeUnit.MILLISECONDS)
			.headers((headers) -> headers.put(HttpHeader.ACCEPT_ENCODING, "identity")
				.put(HttpHeader.ACCEPT, "text/xml, application/xml, text/plain;q=0.9, */*;q=0.1"));
		if (validation.isPost()) {
			byte[] envelope = validation.envelope().getBytes(StandardCharsets.UTF_8);
			request.method(HttpMethod.POST)
				.headers((headers) -> headers.put("SOAPAction", SOAP_ACTION))
				.body(new BytesRequestContent("text/xml; charset=utf-8", envelope));
		}
		return request;
	}

	private static String origin(URI address) {
		return (address.getScheme() + "://" + address.getRawAuthority()).toLowerCase(Locale.ROOT);
	}

	@Override
	public void close() {
		this.clients.close();
	}

}
