package fr.passerelle.gateway.cas;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.lookup.HostLookup;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients towards the ENTs: one for each distinct set of trusted authorities,
 * all on the same few threads.
 */
final class EntClients implements AutoCloseable {

	/**
	 * Most clients. A country's authorities are few; past this the one unused longest is
	 * retired and made anew when it is needed again.
	 */
	static final int MAX_CLIENTS = 32;

	/** Each client's selector holds one; the others read answers. */
	private static final int MAX_THREADS = MAX_CLIENTS + 32;

	private static final int MIN_THREADS = 4;

	/** Hosts whose names are looked up at the same time. */
	private static final int MAX_LOOKUPS = 32;

	private static final int MAX_HEADERS = 16 * 1024;

	private static final Duration LOOKUP_THREAD_IDLE = Duration.ofSeconds(30);

	/** An origin without validations is forgotten after this. */
	private static final Duration ORIGIN_IDLE = Duration.ofMinutes(10);

	private final Map<Set<X509Certificate>, CompletableFuture<HttpClient>> clients = new LinkedHashMap<>(16, 0.75f,
			true);

	private final QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);

	private final Scheduler scheduler = new ScheduledExecutorScheduler("ent-timer", true);

	private final ThreadPoolExecutor lookups = new ThreadPoolExecutor(0, MAX_LOOKUPS, LOOKUP_THREAD_IDLE.toSeconds(),
			TimeUnit.SECONDS, new SynchronousQueue<>(), (work) -> daemon(work, "ent-lookup"));

	private final ExecutorService starter = Executors.newSingleThreadExecutor((work) -> daemon(work, "ent-start"));

	private final HostLookup lookup = new HostLookup(this.lookups, InetAddress::getAllByName);

	private final SocketAddressResolver resolver;

	private final PasserelleSettings.Ent bounds;

	private final Destinations destinations;

	private final EntProxy proxy;

	private final Clock clock;

	EntClients(PasserelleSettings.Ent bounds, Destinations destinations, Clock clock) {
		this(bounds, destinations, clock, ProxySelector.getDefault());
	}

	EntClients(PasserelleSettings.Ent bounds, Destinations destinations, Clock clock, @Nullable ProxySelector proxies) {
		this.clock = clock;
		this.bounds = bounds;
		this.destinations = destinations;
		this.proxy = new EntProxy(proxies);
		this.resolver = this.proxy.spared(this.lookup, destinations.guard(Destinations.Kind.ENT, this.lookup));
		this.threads.setName("ent");
		this.threads.setDaemon(true);
		LifeCycle.start(this.threads);
		LifeCycle.start(this.scheduler);
		// Most ENTs need no more than the platform's authorities: ready before the first
		// login.
		var unused = client(Set.of());
	}

	private static Thread daemon(Runnable work, String name) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * The client that trusts these certificates beside the platform's. Made on a thread
	 * of its own where it is not there yet: a client's start waits for one of the shared
	 * threads, so that shared threads that waited for the start would wait for ever.
	 */
	CompletableFuture<HttpClient> client(Collection<X509Certificate> trusted) {
		Set<X509Certificate> key = Set.copyOf(trusted);
		synchronized (this.clients) {
			CompletableFuture<HttpClient> client = this.clients.get(key);
			if (client == null || client.isCompletedExceptionally()) {
				client = CompletableFuture.supplyAsync(() -> start(key), this.starter);
				this.clients.put(key, client);
				retireEldest();
			}
			return client;
		}
	}

	/** The proxy that leads to an address; null where it is reached directly. */
	@Nullable InetSocketAddress proxy(URI address) {
		return this.proxy.towards(address);
	}

	/** All addresses of a host, by the look-up that the clients use. */
	CompletableFuture<InetAddress[]> addresses(String host) {
		return this.lookup.lookup(host);
	}

	/** What the clients' rule says to an address. */
	Destinations destinations() {
		return this.destinations;
	}

	// The client closes as its superclass does; javac looks at the subclass alone.
	@SuppressWarnings("try")
	private HttpClient start(Set<X509Certificate> trusted) {
		ClientConnector connector = new ClientConnector();
		connector.setSelectors(1);
		connector.setSslContextFactory(tls(trusted));
		HttpClient client = new HttpClient(new EntTransport(connector, this.clock)) {

			@Override
			public ProxyConfiguration getProxyConfiguration() {
				return EntClients.this.proxy;
			}

		};
		client.setExecutor(this.threads);
		client.setScheduler(this.scheduler);
		client.setSocketAddressResolver(this.resolver);
		client.setConnectTimeout(this.bounds.connectTimeout().toMillis());
		client.setIdleTimeout(this.bounds.timeout().toMillis());
		client.setDestinationIdleTimeout(ORIGIN_IDLE.toMillis());
		client.setMaxConnectionsPerDestination(this.bounds.maxConcurrent());
		client.setMaxRequestsQueuedPerDestination(this.bounds.maxConcurrent());
		client.setMaxResponseHeadersSize(MAX_HEADERS);
		client.setFollowRedirects(false);
		client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Passerelle"));
		// One person's validation must not travel with what another's left behind.
		client.setHttpCookieStore(new HttpCookieStore.Empty());
		LifeCycle.start(client);
		// What would send a request anew, or unpack a bomb, is taken out.
		client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
		client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
		client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
		client.getContentDecoderFactories().clear();
		return client;
	}

	private static SslContextFactory.Client tls(Set<X509Certificate> trusted) {
		try {
			SslContextFactory.Client tls = new SslContextFactory.Client();
			tls.setSslContext(TrustedAuthorities.context(trusted));
			return tls;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("certificates that no store takes", ex);
		}
	}

	/** Runs a short task on the clients' timer. */
	void later(Duration delay, Runnable task) {
		this.scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Validations under way end within the time-out; then the client may stop. */
	private void retireEldest() {
		if (this.clients.size() > MAX_CLIENTS) {
			Iterator<CompletableFuture<HttpClient>> eldest = this.clients.values().iterator();
			CompletableFuture<HttpClient> retired = eldest.next();
			eldest.remove();
			this.scheduler.schedule(() -> this.starter.execute(() -> stop(retired)),
					this.bounds.timeout().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private static void stop(CompletableFuture<HttpClient> client) {
		var unused = client.thenAccept((started) -> LifeCycle.stop(started));
	}

	@Override
	public void close() {
		synchronized (this.clients) {
			this.clients.values().forEach(EntClients::stop);
			this.clients.clear();
		}
		this.starter.shutdown();
		this.lookups.shutdownNow();
		LifeCycle.stop(this.scheduler);
		LifeCycle.stop(this.threads);
	}

}
