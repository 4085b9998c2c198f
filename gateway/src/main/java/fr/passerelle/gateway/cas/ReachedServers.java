package fr.passerelle.gateway.cas;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import fr.passerelle.gateway.diagnosis.EntLine.Document;
import fr.passerelle.gateway.enthealth.EntReach;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;

/** Servers of providers, asked whether they answer, over the clients of logins. */
final class ReachedServers implements EntReach {

	/** Bytes of an answer that are read: its status is what counts. */
	private static final int MAX_READ = 16 * 1024;

	private final EntClients clients;

	private final Duration within;

	private final Clock clock;

	ReachedServers(EntClients clients, Duration within, Clock clock) {
		this.clients = clients;
		this.within = within;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Integer> status(URI address, List<X509Certificate> trusted) {
		CompletableFuture<Document> answer = new CompletableFuture<>();
		try {
			var unused = this.clients.client(trusted).whenComplete((client, failure) -> {
				if (failure != null) {
					answer.completeExceptionally(failure);
				}
				else {
					send(client, address, answer);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// Closed.
			answer.completeExceptionally(ex);
		}
		return answer.thenApply((document) -> document.page().status())
			.exceptionallyCompose((failure) -> CompletableFuture.failedFuture(TransportFailure.of(failure, false)));
	}

	private void send(HttpClient client, URI address, CompletableFuture<Document> answer) {
		try {
			ValidationTransport.request(client, new ValidationRequest(address, ""), this.within)
				.headers((headers) -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString()))
				.send(new PageListener(answer, MAX_READ, this.clock.instant(), this.clock));
		}
		catch (RuntimeException ex) {
			// An address that no client takes.
			answer.completeExceptionally(ex);
		}
	}

}
