package fr.passerelle.gateway.front;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.http.AdministratorSessions;
import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.settings.HeapShare;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.BufferedResponseHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Gives the administrators' side threads of its own, so that its requests never hold up a
 * visitor, and gives health a few more. A body is received before the request takes a
 * thread. A thread reads a long body only from an administrator who has signed in or
 * shows credentials, and from a few of them at a time. The server's own handlers do not
 * do this: {@code QoSHandler} and {@code ThreadLimitHandler} count requests on the shared
 * threads, and {@code EagerContentHandler} has no time limit.
 *
 * <pre>
 * request ─► health ─────────────────────────► health threads ─► servlets
 *        └─► {@link Reception}: 64 KB, seconds ─► control threads ─► servlets
 *              503 · 408                          503
 * </pre>
 */
final class ControlRoom extends Handler.Wrapper {

	/** Enough for a region's administrators: their pages take milliseconds. */
	private static final int THREADS = 32;

	private static final int HEALTH_THREADS = 4;

	private static final int MAX_HEALTH = 64;

	/** One address gets at most one in so many places. */
	private static final int SHARE = 4;

	/** The longest time without a byte; an open event stream has one every 15 seconds. */
	private static final Duration IDLE = Duration.ofSeconds(30);

	/** The largest of the console's files, which a stranger may ask for. */
	private static final int MAX_BUFFERED = 256 * 1024;

	private static final String HEALTH = "/actuator/health";

	private static final String CONSOLE = "/console";

	private final QueuedThreadPool threads;

	private final QueuedThreadPool healthThreads = pool("health", HEALTH_THREADS);

	private final Function<Request, String> addresses;

	private final AdministratorSessions sessions;

	private final String cookie;

	private final Places running;

	private final Places receiving;

	private final Places asking = new Places(MAX_HEALTH, MAX_HEALTH / SHARE);

	private final Places uploading = new Places(THREADS / SHARE, THREADS / SHARE);

	private final KeptBytes bytes = new KeptBytes(HeapShare.CONTROL_BODIES.bytes());

	private final Duration bodyTimeout;

	/**
	 * A room for a number of requests.
	 * @param maxRequests most requests under way, and as many again whose bodies arrive
	 * @param bodyTimeout how long a body may take to arrive
	 * @param addresses tells a request's client address
	 * @param sessions knows which administrators have signed in
	 * @param cookie the name of the console's cookie
	 */
	ControlRoom(int maxRequests, Duration bodyTimeout, Function<Request, String> addresses,
			AdministratorSessions sessions, String cookie) {
		this.threads = pool("control", THREADS);
		this.running = new Places(maxRequests, maxRequests / SHARE);
		this.receiving = new Places(maxRequests, maxRequests / SHARE);
		this.bodyTimeout = bodyTimeout;
		this.addresses = addresses;
		this.sessions = sessions;
		this.cookie = cookie;
		installBean(this.threads);
		installBean(this.healthThreads);
	}

	/**
	 * Its queue has no bound of its own: each task in it has a place, and places are
	 * bounded.
	 */
	private static QueuedThreadPool pool(String name, int threads) {
		QueuedThreadPool pool = new QueuedThreadPool(threads, 1, (int) Duration.ofMinutes(1).toMillis());
		pool.setName(name);
		pool.setReservedThreads(0);
		pool.setDaemon(true);
		return pool;
	}

	/**
	 * Keeps the console's files in memory for a slow reader, so that no thread waits for
	 * that reader.
	 */
	static Handler keepingFiles(Handler servlets) {
		BufferedResponseHandler files = new BufferedResponseHandler(servlets);
		files.includePath(CONSOLE + "/assets/*");
		return files;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		Visit visit = new Visit(request, response, callback, IpAddress.customer(this.addresses.apply(request)));
		shortenIdleTime(request);
		String path = Request.getPathInContext(request);
		if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
			visit.run(this.healthThreads, this.asking, ReceivedRequest.bodiless(request));
		}
		else if (path.startsWith(CONSOLE) && isUnreadable(request)) {
			visit.refused(400);
		}
		else if (!isRead(request, path)) {
			visit.run(this.threads, this.running, ReceivedRequest.bodiless(request));
		}
		else if (isUnreadable(request)) {
			visit.refused(400);
		}
		else {
			new Reception(request,
					new Reception.Limits(this.receiving, this.bytes, getServer().getScheduler(),
							this.bodyTimeout.toMillis()),
					!path.startsWith(CONSOLE) || hasSession(request), visit)
				.begin(visit.address);
		}
		return true;
	}

	/** Without credentials the API refuses a request without reading its body. */
	private static boolean isRead(Request request, String path) {
		boolean body = request.getLength() > 0 || (request.getLength() < 0 && !isWithoutBody(request));
		return body && (path.startsWith(CONSOLE) || request.getHeaders().contains(HttpHeader.AUTHORIZATION));
	}

	/** Whether a form in parts has no boundary, or a form an unknown charset. */
	private static boolean isUnreadable(Request request) {
		String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
		if (type == null) {
			return false;
		}
		Map<String, String> parameters = new HashMap<>();
		String kind = HttpField.getValueParameters(type, parameters);
		String charset = parameters.get("charset");
		String boundary = parameters.get("boundary");
		return (charset != null && !isCharset(charset))
				|| (kind.regionMatches(true, 0, "multipart/", 0, 10) && (boundary == null || boundary.isBlank()));
	}

	private static boolean isCharset(String name) {
		try {
			return Charset.isSupported(name);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean isWithoutBody(Request request) {
		return request.getConnectionMetaData().getHttpVersion().getVersion() <= HttpVersion.HTTP_1_1.getVersion()
				&& !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
	}

	private boolean hasSession(Request request) {
		for (HttpCookie sent : Request.getCookies(request)) {
			if (sent.getName().equals(this.cookie) && this.sessions.isOpen(id(sent.getValue()))) {
				return true;
			}
		}
		return false;
	}

	/** The cookie's value names the node after a dot. */
	private static String id(String value) {
		int dot = value.lastIndexOf('.');
		return (dot > 0) ? value.substring(0, dot) : value;
	}

	private static void shortenIdleTime(Request request) {
		if (request.getConnectionMetaData().getHttpVersion().getVersion() <= HttpVersion.HTTP_1_1.getVersion()) {
			EndPoint socket = request.getConnectionMetaData().getConnection().getEndPoint();
			long before = socket.getIdleTimeout();
			socket.setIdleTimeout(IDLE.toMillis());
			Request.addCompletionListener(request, (failure) -> socket.setIdleTimeout(before));
		}
	}

	private boolean next(Request request, Response response, Callback callback) throws Exception {
		return super.handle(request, response, callback);
	}

	/** One request on its way to a thread. */
	private final class Visit implements Reception.Next {

		private final Request request;

		private final Response response;

		private final Callback callback;

		private final String address;

		private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

		/**
		 * The request's places are given back with the answer. The server may read the
		 * rest of an unwanted body for some time after it, and a stranger could hold all
		 * places in that time.
		 */
		Visit(Request request, Response response, Callback callback, String address) {
			this.request = request;
			this.response = response;
			this.callback = new Callback.Nested(callback) {

				@Override
				public void succeeded() {
					forgetFailedParts();
					super.succeeded();
				}

				@Override
				public void failed(Throwable failure) {
					forgetFailedParts();
					super.failed(failure);
				}

				@Override
				public void completed() {
					leave();
				}

			};
			this.address = address;
			Request.addCompletionListener(request, (failure) -> leave());
		}

		private boolean hold(Places places) {
			if (!places.enter(this.address)) {
				return false;
			}
			this.held.add(() -> places.leave(this.address));
			return true;
		}

		private void leave() {
			for (Runnable one = this.held.poll(); one != null; one = this.held.poll()) {
				one.run();
			}
		}

		/**
		 * Removes a form's parts that could not be parsed. The server closes the parts
		 * when the request ends, and throws if parsing had failed. That exception would
		 * reach the servlet channel, which the next request on the connection already
		 * uses.
		 */
		private void forgetFailedParts() {
			String parts = MultiPartFormData.class.getName();
			if (this.request.getAttribute(parts) instanceof CompletableFuture<?> parsed
					&& parsed.isCompletedExceptionally()) {
				this.request.removeAttribute(parts);
			}
		}

		@Override
		public void received(byte[] body) {
			run(ControlRoom.this.threads, ControlRoom.this.running, ReceivedRequest.whole(this.request, body));
		}

		@Override
		public void begun(byte[] first) {
			if (!hold(ControlRoom.this.uploading)) {
				refused(503);
				return;
			}
			run(ControlRoom.this.threads, ControlRoom.this.running, ReceivedRequest.begun(this.request, first));
		}

		@Override
		public void refused(int status) {
			ControlAnswers.write(status, this.request, this.response, this.callback);
		}

		@Override
		public void broken(Throwable failure) {
			refused((failure instanceof TimeoutException) ? 408 : 400);
		}

		void run(QueuedThreadPool pool, Places places, Request received) {
			if (!hold(places)) {
				refused(503);
				return;
			}
			try {
				pool.execute(() -> serve(received));
			}
			catch (RejectedExecutionException ex) {
				refused(503);
			}
		}

		private void serve(Request received) {
			received.setAttribute(BufferedResponseHandler.BUFFER_SIZE_ATTRIBUTE_NAME, MAX_BUFFERED);
			received.setAttribute(BufferedResponseHandler.MAX_AGGREGATION_SIZE_ATTRIBUTE_NAME, MAX_BUFFERED);
			try {
				if (!next(received, this.response, this.callback)) {
					Response.writeError(received, this.response, this.callback, 404);
				}
				else if (isStream()) {
					// An event stream is open for hours without a thread; the console
					// bounds these.
					leave();
				}
			}
			catch (Throwable ex) {
				OutOfMemory.endIf(ex);
				Response.writeError(received, this.response, this.callback, ex);
			}
		}

		private boolean isStream() {
			String type = this.response.getHeaders().get(HttpHeader.CONTENT_TYPE);
			return type != null && type.startsWith("text/event-stream");
		}

	}

}
