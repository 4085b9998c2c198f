package fr.passerelle.tryit.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * The sample Espace application. It listens on this machine only. Its pages believe only
 * what the gateway signs, and say so.
 */
public final class SampleApplication implements AutoCloseable {

	private static final String ASSETS = "/pronote/assets/";

	private static final String LIVE = "/pronote/parent/live";

	/** No address of the trial is as long. */
	private static final int MAX_TARGET = 8 * 1024;

	/** One for each clock, and as many for ordinary requests. */
	private static final int THREADS = 2 * LiveClock.MAX_WATCHING;

	private static final int OK = 200;

	private static final int NOT_FOUND = 404;

	private static final int URI_TOO_LONG = 414;

	private static final Map<String, String> ASSET_TYPES = Map.of("essai.css", "text/css; charset=utf-8", "essai.js",
			"text/javascript; charset=utf-8", "essai.svg", "image/svg+xml");

	private final InetSocketAddress address;

	private final AssertionVerifier assertions;

	private final LiveClock liveClock;

	private final SamplePage page;

	private @Nullable HttpServer server;

	private @Nullable ExecutorService threads;

	/**
	 * Makes the application; it is not started yet.
	 * @param port the port; 0 is any free one
	 * @param keys the address where the gateway publishes its keys
	 * @param publicUrls public addresses of the establishments that it serves
	 */
	public SampleApplication(int port, URI keys, Set<String> publicUrls) {
		this(port, new AssertionVerifier(publicUrls, AssertionVerifier.publishedKeys(keys), Clock.systemUTC()),
				Clock.systemUTC());
	}

	SampleApplication(int port, AssertionVerifier assertions, Clock clock) {
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		this.assertions = assertions;
		this.liveClock = new LiveClock(clock);
		this.page = new SamplePage(text("page.html"));
	}

	/**
	 * Starts listening.
	 */
	public void start() {
		try {
			HttpServer started = HttpServer.create(this.address, 0);
			ExecutorService pool = Executors.newFixedThreadPool(THREADS);
			started.setExecutor(pool);
			started.createContext("/", this::answer);
			started.start();
			this.server = started;
			this.threads = pool;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the sample application cannot listen on port " + this.address.getPort(),
					ex);
		}
	}

	/**
	 * Returns the address of the application.
	 * @return the address
	 */
	URI uri() {
		int port = (this.server != null) ? this.server.getAddress().getPort() : this.address.getPort();
		return URI.create("http://127.0.0.1:" + port);
	}

	/**
	 * Stops for good, and ends the clocks.
	 */
	@Override
	public void close() {
		this.liveClock.stop();
		if (this.server != null) {
			this.server.stop(0);
			this.server = null;
		}
		if (this.threads != null) {
			this.threads.shutdownNow();
			this.threads = null;
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getRawPath();
			if (exchange.getRequestURI().toString().length() > MAX_TARGET) {
				send(exchange, URI_TOO_LONG, "text/plain; charset=utf-8", "Adresse trop longue");
			}
			else if (path.startsWith(ASSETS)) {
				asset(exchange, path.substring(ASSETS.length()));
			}
			else if (path.equals(LIVE)) {
				this.liveClock.serve(exchange);
			}
			else {
				page(exchange);
			}
		}
	}

	private void page(HttpExchange exchange) throws IOException {
		Caller caller = Caller.of(exchange.getRequestHeaders());
		exchange.getResponseHeaders().set("Cache-Control", "no-store");
		exchange.getResponseHeaders()
			.set("Content-Security-Policy",
					"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'");
		exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
		send(exchange, OK, "text/html; charset=utf-8", this.page.render(caller, this.assertions.verify(caller),
				exchange.getRequestMethod(), exchange.getRequestURI()));
	}

	private static void asset(HttpExchange exchange, String name) throws IOException {
		String type = ASSET_TYPES.get(name);
		if (type == null) {
			send(exchange, NOT_FOUND, "text/plain; charset=utf-8", "Ce fichier n'existe pas");
			return;
		}
		exchange.getResponseHeaders().set("Cache-Control", "max-age=300");
		send(exchange, OK, type, text(name));
	}

	private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		boolean head = exchange.getRequestMethod().equals("HEAD");
		exchange.sendResponseHeaders(status, head ? -1 : body.length);
		if (!head) {
			exchange.getResponseBody().write(body);
		}
	}

	private static String text(String name) {
		try (InputStream in = SampleApplication.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException(name + " is missing from the jar");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
