package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import fr.passerelle.gateway.diagnosis.EntLine;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ProviderCall;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.network.Authority;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.network.Destinations.Refusal;
import fr.passerelle.gateway.network.ForbiddenDestinationException;
import fr.passerelle.gateway.network.Requests;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The line to the ENTs for the packages that examine them: it has the clients, the trust,
 * the look-up and the dialects of logins. Waits for each answer, on threads that no login
 * needs.
 */
final class CasLine implements EntLine {

	/** The client itself ends an exchange in time; this is for its last steps. */
	private static final Duration GRACE = Duration.ofSeconds(2);

	private final EntClients clients;

	private final Dialects dialects;

	private final PasserelleSettings.Ent bounds;

	private final Clock clock;

	private final boolean outsideOnly;

	CasLine(EntClients clients, PasserelleSettings.Ent bounds, Clock clock) {
		this(clients, bounds, clock, false);
	}

	private CasLine(EntClients clients, PasserelleSettings.Ent bounds, Clock clock, boolean outsideOnly) {
		this.clients = clients;
		this.bounds = bounds;
		this.clock = clock;
		this.dialects = new Dialects(clock);
		this.outsideOnly = outsideOnly;
	}

	@Override
	public EntLine outsideOnly() {
		return new CasLine(this.clients, this.bounds, this.clock, true);
	}

	@Override
	public List<InetAddress> lookup(URI address, Duration within) throws LineException {
		String host = Authority.required(address).host();
		int port = Authority.port(address);
		List<InetAddress> permitted = new ArrayList<>();
		Refusal last = null;
		for (InetAddress one : await(this.clients.addresses(host), within)) {
			Refusal refusal = this.outsideOnly
					? this.clients.destinations().judgeOutside(Destinations.Kind.ENT, host, one, port)
					: this.clients.destinations().judge(Destinations.Kind.ENT, host, one, port);
			last = (refusal != null) ? refusal : last;
			if (refusal == null) {
				permitted.add(one);
			}
		}
		if (permitted.isEmpty()) {
			throw new LineException((last == Refusal.INSIDE) ? Fault.INSIDE : Fault.FORBIDDEN);
		}
		return permitted;
	}

	@Override
	public @Nullable String proxy(URI address) {
		InetSocketAddress proxy = this.clients.proxy(address);
		return (proxy != null) ? proxy.getHostString() + ":" + proxy.getPort() : null;
	}

	@Override
	public void connect(InetSocketAddress address, Duration within) throws LineException {
		try (Socket socket = new Socket()) {
			socket.connect(address, Math.toIntExact(within.toMillis()));
		}
		catch (IOException ex) {
			throw new LineException(fault(ex));
		}
	}

	@Override
	public Greeting secure(InetSocketAddress address, String host, List<X509Certificate> trusted, Duration within)
			throws LineException {
		try {
			return new TlsTrial(trusted).greet(address, host, within);
		}
		catch (IOException ex) {
			throw new LineException(fault(ex));
		}
	}

	@Override
	public Page get(URI address, List<X509Certificate> trusted, Duration within) throws LineException {
		judgeBehindProxy(address, within);
		Asked asked = (client) -> Requests.to(client, address)
			.version(HttpVersion.HTTP_1_1)
			.followRedirects(false)
			.timeout(within.toMillis(), TimeUnit.MILLISECONDS)
			.headers((headers) -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())
				.put(HttpHeader.ACCEPT_ENCODING, "identity")
				.put(HttpHeader.ACCEPT, "text/html, application/xhtml+xml, */*;q=0.1")
				.put(HttpHeader.ACCEPT_LANGUAGE, "fr, en;q=0.5"));
		return fetch(asked, trusted, maxAnswer(), within).page();
	}

	/** As logins by other protocols fetch it. */
	@Override
	public Document document(URI address, List<X509Certificate> trusted, int max, Duration within)
			throws LineException {
		judgeBehindProxy(address, within);
		Asked asked = (client) -> ValidationTransport.request(client, new ValidationRequest(address, ""), within)
			.headers((headers) -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString()));
		return fetch(asked, trusted, max, within);
	}

	@Override
	public Document call(ProviderCall call, List<X509Certificate> trusted, int max, Duration within)
			throws LineException {
		judgeBehindProxy(call.address(), within);
		Asked asked = (client) -> ValidationTransport.request(client, new ProviderRequest(call), within)
			.headers((headers) -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString()));
		return fetch(asked, trusted, max, within);
	}

	@Override
	public URI login(Cas cas, String service) {
		return CasProtocol.begin(cas, service, Map.of());
	}

	@Override
	public Validated validate(Cas cas, String service, ServiceTicket ticket, Duration within) throws LineException {
		judgeBehindProxy(cas.validationUrl(), within);
		Dialect dialect = this.dialects.of(cas.validation());
		Document fetched = fetch(
				(client) -> ValidationTransport.request(client, dialect.request(cas, service, ticket), within)
					.headers((headers) -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())),
				cas.trustedCertificates(), maxAnswer(), within);
		Page page = fetched.page();
		if (page.status() != HttpStatus.OK_200 || page.cut()) {
			return new Validated(page, null, null);
		}
		Reply reply = new Reply(page.contentType(), fetched.bytes());
		Instant issued = (cas.validation() == Validation.SAML1) ? SamlDialect.issued(reply) : null;
		return new Validated(page, read(dialect, reply, service), issued);
	}

	private static @Nullable DelegationOutcome read(Dialect dialect, Reply reply, String service) {
		try {
			return dialect.read(reply, service);
		}
		catch (ValidationFailedException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * A proxy connects where we cannot see it, and could lead into networks that are
	 * forbidden here: the address, as far as it is known here, must be permitted too.
	 */
	private void judgeBehindProxy(URI address, Duration within) throws LineException {
		if (!this.outsideOnly || this.clients.proxy(address) == null) {
			return;
		}
		try {
			List<InetAddress> unused = lookup(address, (within.compareTo(GRACE) < 0) ? within : GRACE);
		}
		catch (LineException ex) {
			if (ex.fault() == Fault.INSIDE || ex.fault() == Fault.FORBIDDEN) {
				throw ex;
			}
			// A name that only the proxy knows.
		}
	}

	private int maxAnswer() {
		return Math.toIntExact(this.bounds.maxAnswerSize().toBytes());
	}

	private Document fetch(Asked asked, List<X509Certificate> trusted, int max, Duration within) throws LineException {
		Instant begun = this.clock.instant();
		CompletableFuture<Document> answer = new CompletableFuture<>();
		HttpClient client = await(this.clients.client(trusted), within);
		try {
			Request request = asked.of(client);
			(this.outsideOnly ? Requests.outsideOnly(request) : request)
				.send(new PageListener(answer, max, begun, this.clock));
		}
		catch (RuntimeException ex) {
			throw new LineException(Fault.UNREACHABLE);
		}
		return await(answer, within.plus(GRACE));
	}

	private static <T> T await(CompletableFuture<T> future, Duration within) throws LineException {
		try {
			return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new LineException(Fault.TIMEOUT);
		}
		catch (ExecutionException ex) {
			throw new LineException(fault(ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LineException(Fault.UNREACHABLE);
		}
	}

	private static Fault fault(Throwable failure) {
		if (TransportFailure.has(failure, SocketTimeoutException.class)
				|| TransportFailure.has(failure, TimeoutException.class)) {
			return Fault.TIMEOUT;
		}
		if (TransportFailure.has(failure, ForbiddenDestinationException.class)) {
			return Fault.FORBIDDEN;
		}
		if (TransportFailure.has(failure, UnknownHostException.class)) {
			return Fault.UNKNOWN_NAME;
		}
		if (TransportFailure.has(failure, NoRouteToHostException.class)) {
			return Fault.UNROUTABLE;
		}
		if (TransportFailure.has(failure, ConnectException.class)) {
			return Fault.REFUSED;
		}
		boolean broken = TransportFailure.has(failure, IOException.class)
				&& !TransportFailure.has(failure, SSLException.class);
		return broken ? Fault.BROKEN_OFF : Fault.UNREACHABLE;
	}

	/** A request by the client that has the right trust. */
	private interface Asked {

		Request of(HttpClient client);

	}

}
