package fr.passerelle.gateway.cas;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.network.Requests;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

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

	/** Keeps the connections of logins apart from those of examinations. */
	private static final String LOGINS = "logins";

	/** Validations that may wait for all ENTs together, in a large heap. */
	private static final int MAX_WAITING = 20_000;

	private final EntClients clients;

	private final EntQueue queue;

	private final PasserelleSettings.Ent bounds;

	ValidationTransport(EntClients clients, PasserelleSettings.Ent bounds, Clock clock) {
		this.bounds = bounds;
		this.clients = clients;
		this.queue = new EntQueue(bounds.maxConcurrent(), bounds.maxWaiting(),
				HeapShare.WAITING_VALIDATIONS.entries(MAX_WAITING), bounds.timeout().dividedBy(2), clock,
				this::nextTurn);
	}

	private void nextTurn() {
		this.clients.later(EntQueue.TURN, this.queue::turn);
	}

	/**
	 * Sends a validation, when the ENT has a place for it.
	 * @param validation the call
	 * @param trusted authorities beside the platform's
	 * @return the answer; every failure is a {@link ValidationFailedException}, as it is
	 * or as the cause of a CompletionException
	 */
	CompletableFuture<Reply> send(EntRequest validation, List<X509Certificate> trusted) {
		return send(validation, trusted, this.bounds.timeout());
	}

	/** The same within another time. */
	CompletableFuture<Reply> send(EntRequest validation, List<X509Certificate> trusted, Duration within) {
		CompletableFuture<Reply> reply = new CompletableFuture<>();
		String ent = origin(validation.address());
		this.queue.enter(ent, new EntQueue.Waiter() {

			@Override
			public void go(Duration waited) {
				CompletableFuture<Reply> answer = new CompletableFuture<>();
				// The place is given back before the caller goes on.
				var unused = answer.whenComplete((came, failure) -> {
					ValidationTransport.this.queue.leave(ent, isAnswer(failure));
					if (failure != null) {
						reply.completeExceptionally(failure);
					}
					else {
						reply.complete(came);
					}
				});
				start(validation, trusted, within.minus(waited), answer);
			}

			@Override
			public void refused(EntQueue.Refusal why) {
				reply.completeExceptionally(noPlace(why));
			}

		});
		return reply;
	}

	private static boolean isAnswer(@Nullable Throwable failure) {
		return failure == null || TransportFailure.of(failure, false).kind() == Cause.INVALID;
	}

	private ValidationFailedException noPlace(EntQueue.Refusal why) {
		String detail = "The ENT already has " + this.bounds.maxConcurrent() + " validations to answer";
		return (why == EntQueue.Refusal.FULL) ? ValidationFailedException.unreachable(detail + ".")
				: new ValidationFailedException(Cause.TIMEOUT, detail + " and does not get on with them.");
	}

	private void start(EntRequest validation, List<X509Certificate> trusted, Duration within,
			CompletableFuture<Reply> reply) {
		if (within.toMillis() <= 0) {
			// To the client, no time means no limit.
			reply.completeExceptionally(
					new ValidationFailedException(Cause.TIMEOUT, "The ENT does not answer in time."));
			return;
		}
		try {
			var unused = this.clients.client(trusted).whenComplete((client, failure) -> {
				if (failure != null) {
					reply.completeExceptionally(TransportFailure.of(failure, false));
				}
				else {
					exchange(client, validation, within, reply);
				}
			});
		}
		catch (RuntimeException ex) {
			// Closed.
			reply.completeExceptionally(TransportFailure.of(ex, false));
		}
	}

	/** Jetty's client never blocks in send: names, connections and answers come later. */
	private void exchange(HttpClient client, EntRequest validation, Duration within, CompletableFuture<Reply> reply) {
		try {
			int max = Math.toIntExact(this.bounds.maxAnswerSize().toBytes());
			request(client, validation, within).tag(LOGINS).send(new AnswerListener(reply, max, validation::takes));
		}
		catch (RuntimeException ex) {
			// An address that no client takes.
			reply.completeExceptionally(TransportFailure.of(ex, false));
		}
	}

	/** A validation; whether its connection is kept is left to the client. */
	static Request request(HttpClient client, EntRequest validation, Duration within) {
		Request request = Requests.to(client, validation.address())
			.version(HttpVersion.HTTP_1_1)
			.method(HttpMethod.GET)
			.followRedirects(false)
			.timeout(within.toMillis(), TimeUnit.MILLISECONDS)
			.headers((headers) -> headers.put(HttpHeader.ACCEPT_ENCODING, "identity"));
		validation.write(request);
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
