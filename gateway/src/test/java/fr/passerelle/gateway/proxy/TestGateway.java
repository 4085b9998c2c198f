package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.lookup.HostLookup;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.springframework.util.unit.DataSize;

/**
 * The proxy behind a server that decides nothing: all below {@code /pronote/assets} is
 * public, the rest belongs to one parent.
 */
final class TestGateway implements AutoCloseable {

	static final PasserelleSettings.Proxy SETTINGS = settings(Duration.ofMinutes(1), 64, 64);

	/** Bounds that no test meets by chance. */
	static final PasserelleSettings.Visitors GENEROUS = new PasserelleSettings.Visitors(100, 100, Duration.ofMinutes(1),
			Duration.ofMinutes(1), DataSize.ofKilobytes(1), Duration.ofMinutes(1));

	/** How often it looks at open requests: by the clock of the tests that is as good. */
	static final Duration LOOK = Duration.ofMillis(20);

	/** Time for several looks. */
	static final Duration LOOKS = LOOK.multipliedBy(10);

	private static final int BACKLOG = 256;

	private final MovableClock clock = new MovableClock();

	private final ReverseProxy proxy;

	private final Server server = new Server();

	private final ServerConnector connector = new ServerConnector(this.server);

	private final PasserelleSettings.Proxy settings;

	private final Set<String> forwarded = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

	private volatile URI upstream;

	TestGateway(Path dataDir, URI upstream) {
		this(dataDir, upstream, SETTINGS);
	}

	TestGateway(Path dataDir, URI upstream, PasserelleSettings.Proxy settings) {
		this(dataDir, upstream, settings, InetAddress::getAllByName);
	}

	TestGateway(Path dataDir, URI upstream, PasserelleSettings.Proxy settings, HostLookup.Names names) {
		this(dataDir, upstream, settings, GENEROUS, names);
	}

	TestGateway(Path dataDir, URI upstream, PasserelleSettings.Proxy settings, PasserelleSettings.Visitors visitors,
			HostLookup.Names names) {
		this.upstream = upstream;
		this.settings = settings;
		this.connector.getConnectionFactory(HttpConnectionFactory.class)
			.getHttpConfiguration()
			.setMaxResponseHeaderSize(64 * 1024);
		this.proxy = new ReverseProxy(settings, visitors, SigningKeys.open(dataDir), this.clock, names,
				Destinations.anywhere());
		long every = LOOK.toMillis();
		var unused = this.looking.scheduleWithFixedDelay(this.proxy::look, every, every, TimeUnit.MILLISECONDS);
		// The kernel would drop what overflows, and the client would try again a second
		// later.
		this.connector.setAcceptQueueSize(BACKLOG);
		this.server.addConnector(this.connector);
		this.server.setHandler(new Door());
		try {
			this.server.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static PasserelleSettings.Proxy settings(Duration idleTimeout, int maxConnections, int maxQueued) {
		return new PasserelleSettings.Proxy(Duration.ofSeconds(3), idleTimeout, maxConnections, maxQueued,
				DataSize.ofKilobytes(16), DataSize.ofKilobytes(32), DataSize.ofMegabytes(16), Duration.ofSeconds(20));
	}

	void leadsTo(URI other) {
		this.upstream = other;
	}

	MovableClock clock() {
		return this.clock;
	}

	ReverseProxy proxy() {
		return this.proxy;
	}

	/** Method and target of every request so far. */
	Set<String> forwarded() {
		return this.forwarded;
	}

	URI uri(String target) {
		return URI.create("http://127.0.0.1:" + this.connector.getLocalPort() + target);
	}

	Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.connector.getLocalPort());
		socket.setSoTimeout(20_000);
		return socket;
	}

	/** Sends a request as it stands and reads the answer's head. */
	Wire.Head ask(Socket socket, String request) throws IOException {
		Wire.send(socket.getOutputStream(), request);
		return Wire.head(socket.getInputStream());
	}

	@Override
	public void close() {
		try {
			this.server.stop();
			this.looking.shutdownNow();
			this.proxy.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private final class Door extends Handler.Abstract.NonBlocking {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			if (!request.getMethod().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
				// As the front door does.
				Response.writeError(request, response, callback, 400);
				return true;
			}
			String target = request.getHttpURI().getPathQuery();
			TestGateway.this.forwarded.add(request.getMethod() + " " + target);
			GatewaySession session = target.startsWith("/pronote/assets/") ? null : target.startsWith("/pronote/other")
					? TestPassages.session("s2", "other", "Other", Profile.TUT) : TestPassages.parent();
			DrainedRequest drained = new DrainedRequest(request, TestGateway.this.settings);
			TestGateway.this.proxy.forward(drained, response, drained.before(callback),
					TestPassages.passage(TestGateway.this.upstream, target, session));
			return true;
		}

	}

}
