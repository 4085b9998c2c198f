package fr.passerelle.gateway.front;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.http.VisitorRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A request of the server's, as the other packages see it.
 */
final class JettyVisitorRequest implements VisitorRequest {

	private final Request request;

	private final RequestPath path;

	private final String clientAddress;

	private final Duration patience;

	private final Held held;

	private @Nullable List<Map.Entry<String, String>> cookies;

	/**
	 * Sees a request.
	 * @param request the server's
	 * @param path its one path
	 * @param clientAddress the visitor's address
	 * @param patience how long a whole body may take if the gateway itself reads it
	 * @param held counts what the gateway reads of the body
	 */
	JettyVisitorRequest(Request request, RequestPath path, String clientAddress, Duration patience, Held held) {
		this.request = request;
		this.path = path;
		this.clientAddress = clientAddress;
		this.patience = patience;
		this.held = held;
	}

	/** The same visitor's request over another view of its body. */
	JettyVisitorRequest over(Request again) {
		return new JettyVisitorRequest(again, this.path, this.clientAddress, this.patience, this.held);
	}

	/** How long a whole body may take if the gateway itself reads it. */
	Duration patience() {
		return this.patience;
	}

	/** Counts what the gateway reads of the body. */
	Held held() {
		return this.held;
	}

	/** The server's request. */
	Request server() {
		return this.request;
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public RequestPath path() {
		return this.path;
	}

	@Override
	public @Nullable String query() {
		return this.request.getHttpURI().getQuery();
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeaders().get(name);
	}

	/**
	 * Reads the headers itself, since the server's parser drops cookies that it finds
	 * odd. Callers look at the gateway's own cookies only.
	 */
	@Override
	public List<Map.Entry<String, String>> cookies() {
		List<Map.Entry<String, String>> known = this.cookies;
		if (known != null) {
			return known;
		}
		List<Map.Entry<String, String>> read = new ArrayList<>();
		for (String header : this.request.getHeaders().getValuesList(HttpHeader.COOKIE)) {
			int begin = 0;
			while (begin < header.length()) {
				int end = header.indexOf(';', begin);
				end = (end < 0) ? header.length() : end;
				int equals = header.indexOf('=', begin);
				if (equals > begin && equals < end) {
					read.add(Map.entry(header.substring(begin, equals).strip(),
							header.substring(equals + 1, end).strip()));
				}
				begin = end + 1;
			}
		}
		this.cookies = read;
		return read;
	}

	@Override
	public String clientAddress() {
		return this.clientAddress;
	}

	@Override
	public long length() {
		return this.request.getLength();
	}

	@Override
	public CompletionStage<byte[]> body(int limit) {
		if (this.request.getLength() > limit) {
			return CompletableFuture.failedFuture(new BodyTooLargeException(limit));
		}
		CompletableFuture<byte[]> body = new CompletableFuture<>();
		// A sender of single bytes would keep the connection for ever.
		Scheduler.Task deadline = this.request.getComponents()
			.getScheduler()
			.schedule(() -> this.request.fail(new TimeoutException("the body does not come")), this.patience.toMillis(),
					TimeUnit.MILLISECONDS);
		new BodyReading(this.request, limit, this.held, body).read();
		return body.whenComplete((read, failure) -> deadline.cancel());
	}

}
