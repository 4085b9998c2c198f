package fr.passerelle.gateway.proxy;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.lookup.HostLookup;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.network.OneAnswerTransport;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.UpgradeProtocolHandler;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP client towards the applications, with all automatic behaviour switched off: it
 * decodes nothing, follows no redirect, keeps no cookie and no password, and sends no
 * name of its own. Each application has its own pool of connections, so that one that
 * hangs does not hold up the others.
 */
final class UpstreamClient implements AutoCloseable {

	/** Shorter than most servers keep an idle connection, so that we close it first. */
	private static final Duration KEPT_IDLE = Duration.ofSeconds(15);

	/** A pool that was unused for so long is forgotten (its address was changed). */
	private static final Duration POOL_IDLE = Duration.ofMinutes(10);

	/**
	 * Room for our own headers beside the client's; a name that is not ASCII takes
	 * several times its length in them, in bytes.
	 */
	private static final int OWN_HEADERS = 16 * 1024;

	private static final int BUFFER_SIZE = 16 * 1024;

	/** No thread ever waits here, so a few are enough. */
	private static final int MAX_THREADS = 64;

	private final PasserelleSettings.Proxy settings;

	private final PassedHeaders headers;

	private final QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);

	private final FewAtOnce downloads = new FewAtOnce(this.threads, Runtime.getRuntime().availableProcessors());

	private final ApplicationAddresses addresses;

	private final HttpClient client;

	UpstreamClient(PasserelleSettings.Proxy settings, PassedHeaders headers, HostLookup.Names names,
			Destinations destinations) {
		this.settings = settings;
		this.headers = headers;
		this.addresses = new ApplicationAddresses(names, settings.connectTimeout(), this.threads);
		this.client = start(settings, destinations);
	}

	HttpClient client() {
		return this.client;
	}

	/** Runs the further turns of large downloads. */
	Executor downloads() {
		return this.downloads;
	}

	PassedHeaders headers() {
		return this.headers;
	}

	Duration idleTimeout() {
		return this.settings.idleTimeout();
	}

	/** The request to the application, complete but for its body. */
	UpstreamRequest newRequest(Request request, Passage passage) {
		UpstreamRequest upstream = new UpstreamRequest(this.client, passage.upstream(), request.getMethod(),
				passage.path().canonical(), passage.query());
		upstream.headers((fields) -> this.headers.toApplication(request.getHeaders(), passage, fields));
		upstream.idleTimeout(this.settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
		return upstream;
	}

	/**
	 * The bytes outside the heap that are kept for answers. Each client's connection has
	 * one answer under way, which holds one buffer while the client does not take it. Of
	 * a smaller pool, a flood of slow readers would make buffers and throw them away.
	 */
	private static long buffers() {
		return (long) BUFFER_SIZE * HeapShare.CONNECTIONS.entries(HeapShare.MAX_CONNECTIONS);
	}

	private HttpClient start(PasserelleSettings.Proxy settings, Destinations destinations) {
		this.threads.setName("proxy");
		this.threads.setDaemon(true);
		ClientConnector connector = new SteadyConnector();
		connector.setExecutor(this.threads);
		OneAnswerTransport transport = new OneAnswerTransport(connector);
		// An answer is handed on by the thread that reads it.
		transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
		HttpClient client = new HttpClient(transport);
		client.setExecutor(this.threads);
		client.setName("proxy");
		client.setConnectTimeout(settings.connectTimeout().toMillis());
		client.setSocketAddressResolver(destinations.guard(Destinations.Kind.APPLICATION, this.addresses));
		client.setIdleTimeout(KEPT_IDLE.toMillis());
		client.setDestinationIdleTimeout(POOL_IDLE.toMillis());
		client.setMaxConnectionsPerDestination(settings.maxConnections());
		client.setMaxRequestsQueuedPerDestination(settings.maxQueued());
		client.setMaxRequestHeadersSize((int) settings.maxRequestHead().toBytes() + OWN_HEADERS);
		client.setMaxResponseHeadersSize((int) settings.maxAnswerHead().toBytes());
		client.setResponseBufferSize(BUFFER_SIZE);
		client.setByteBufferPool(new ArrayByteBufferPool(0, -1, -1, Integer.MAX_VALUE, 0, buffers()));
		client.setFollowRedirects(false);
		client.setHttpCookieStore(new HttpCookieStore.Empty());
		client.setUserAgentField(null);
		client.setDefaultRequestContentType(null);
		try {
			client.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException("the client towards the applications does not start", ex);
		}
		// The client fills these in when it starts.
		client.getContentDecoderFactories().clear();
		client.getProtocolHandlers().clear();
		client.getProtocolHandlers().put(new InterimAnswers(true));
		client.getProtocolHandlers().put(new InterimAnswers(false));
		client.getProtocolHandlers().put(new UpgradeProtocolHandler());
		return client;
	}

	@Override
	public void close() {
		try {
			this.client.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("the client towards the applications does not stop", ex);
		}
		this.addresses.close();
	}

	private static final class SteadyConnector extends ClientConnector {

		@Override
		protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
			return new SteadyEndPoint((SocketChannel) channel, selector, key, getScheduler());
		}

	}

}
