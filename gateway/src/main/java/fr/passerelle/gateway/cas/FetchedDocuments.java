package fr.passerelle.gateway.cas;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import fr.passerelle.gateway.metadata.DocumentSource;
import org.eclipse.jetty.client.HttpClient;

/** Documents of ENTs, over the line that validations take. */
final class FetchedDocuments implements DocumentSource {

	private final EntClients clients;

	private final Duration within;

	FetchedDocuments(EntClients clients, Duration within) {
		this.clients = clients;
		this.within = within;
	}

	@Override
	public CompletionStage<byte[]> fetch(URI address, List<X509Certificate> trusted, int max) {
		CompletableFuture<Reply> reply = new CompletableFuture<>();
		try {
			var unused = this.clients.client(trusted).whenComplete((client, failure) -> {
				if (failure != null) {
					reply.completeExceptionally(TransportFailure.of(failure, false));
				}
				else {
					send(client, address, max, reply);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// Closed.
			reply.completeExceptionally(TransportFailure.of(ex, false));
		}
		return reply.thenApply(Reply::bytes);
	}

	private void send(HttpClient client, URI address, int max, CompletableFuture<Reply> reply) {
		try {
			ValidationTransport.request(client, new ValidationRequest(address, ""), this.within)
				.send(new AnswerListener(reply, max));
		}
		catch (RuntimeException ex) {
			// An address that no client takes.
			reply.completeExceptionally(TransportFailure.of(ex, false));
		}
	}

}
