package fr.passerelle.mockcas;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;

import com.github.tomakehurst.wiremock.junit.Stubbing;
import org.jspecify.annotations.Nullable;

/**
 * A CAS server with real state. Several may run side by side, and share nothing. All
 * methods may be called from any thread.
 * <p>
 * Only the JUnit extension extends it.
 */
public class MockCasServer implements AutoCloseable {

	private final String name;

	private final String path;

	private final PeopleRegister people;

	private final TicketRegistry tickets;

	private final SsoSessions sessions;

	private final FaultOrders faults = new FaultOrders();

	private final Journal journal = new Journal();

	private final SingleLogout singleLogout;

	private final LoginFlow login;

	private final WebServer web;

	private final @Nullable Platform platform;

	private final Traits traits;

	private final Layout builtLayout;

	private final AtomicReference<Layout> layout;

	/**
	 * Makes a server that is not started yet.
	 * @param builder its settings
	 */
	protected MockCasServer(MockCasBuilder<?> builder) {
		this.name = builder.name;
		this.path = builder.path;
		this.platform = builder.platform;
		Traits own = builder.traits;
		this.traits = own;
		this.builtLayout = (builder.layout != null) ? builder.layout : own.layout();
		this.layout = new AtomicReference<>(this.builtLayout);
		this.people = new PeopleRegister(builder.people);
		this.tickets = new TicketRegistry(builder.clock,
				(builder.ticketLife != null) ? builder.ticketLife : own.ticketLife(), own.tickets(),
				slug(builder.name));
		this.sessions = new SsoSessions(this.tickets::secret);
		this.singleLogout = new SingleLogout((builder.slo != null) ? builder.slo : own.slo(), own, builder.sloTrust,
				this.journal, builder.clock);
		Pages pages = new Pages(builder.name);
		SsoCookie cookie = new SsoCookie(builder.path);
		this.login = new LoginFlow(this.tickets, this.sessions, this.people, this.singleLogout,
				builder.services.stream().map(ServiceUrl::pattern).toList(), own, pages, cookie);
		LogoutFlow logout = new LogoutFlow(this.sessions, this.singleLogout, this.login::isRegistered, own, pages,
				cookie);
		AttributeNames names = builder.attributeNames;
		Validations validations = new Validations(this.tickets, this.people, this.faults, own,
				(names != null) ? names::attributesOf : own::attributes, this.layout::get,
				(builder.repeatRequestId != null) ? builder.repeatRequestId : own.repeatsRequestId(),
				builder.strictSaml, builder.clock);
		Engine engine = new Engine(this.login, logout, validations, own.dialects(), this.faults, this.journal,
				builder.clock);
		this.web = new WebServer(builder, new WireMockFrontDoor(engine, builder.path, builder.endlessBytes));
	}

	/**
	 * Prepares a server without JUnit.
	 * @return a builder
	 */
	public static MockCasBuilder<MockCasServer> server() {
		return new MockCasBuilder<>(MockCasServer::new);
	}

	/**
	 * Starts to listen, or does nothing if it listens already. After {@link #stop()} the
	 * server listens on the same port again.
	 */
	public final void start() {
		this.web.start();
	}

	/**
	 * Stops listening, as an ENT that is down. The server keeps its state. Clients that
	 * wait for an answer lose their connection.
	 */
	public final void stop() {
		this.web.stop();
	}

	/**
	 * Stops for good.
	 */
	@Override
	public final void close() {
		this.web.stop();
		this.singleLogout.close();
	}

	/**
	 * Returns the address of the server: {@code http://localhost:<port>/cas}.
	 * @return the address, without a trailing slash
	 */
	public final String url() {
		return this.web.httpBase() + this.path;
	}

	/**
	 * Returns the address of the server by HTTPS.
	 * @return the address, without a trailing slash
	 * @throws IllegalStateException if it was built without
	 */
	public final String httpsUrl() {
		return this.web.httpsBase() + this.path;
	}

	/**
	 * Returns the address of your own stubs: {@code http://localhost:<port>}, without the
	 * path of the CAS server.
	 * @return the address, without a trailing slash
	 */
	public final String baseUrl() {
		return this.web.httpBase();
	}

	/**
	 * Returns the address of your own stubs by HTTPS.
	 * @return the address, without a trailing slash
	 * @throws IllegalStateException if it was built without
	 */
	public final String httpsBaseUrl() {
		return this.web.httpsBase();
	}

	/**
	 * Returns the WireMock underneath, for stubs of your own beside the CAS paths: an
	 * ENT's other pages, an Espace application.
	 * <p>
	 * The CAS paths go before a stub for the same address, unless the stub has
	 * {@code atPriority(1)}. Stubs last until {@link #resetAll()}, across {@link #stop()}
	 * and {@link #start()}. To verify requests, call
	 * {@link MockCasBuilder#wireMockJournal(int)} first.
	 * @return WireMock's interface for stubs and verification
	 * @throws IllegalStateException if the server was never started
	 */
	public final Stubbing wireMock() {
		return this.web.stubbing();
	}

	/**
	 * Returns the name of the ENT.
	 * @return the name on its pages
	 */
	public final String name() {
		return this.name;
	}

	/**
	 * Returns the platform that the server imitates.
	 * @return the platform; null if none
	 */
	public final @Nullable Platform platform() {
		return this.platform;
	}

	/**
	 * Returns the value of {@code cas:user} that a service gets. It is the username, but
	 * at a platform that gives each service ids of its own.
	 * @param username the person
	 * @param service the service's address
	 * @return the value
	 */
	public final String userOf(String username, String service) {
		return this.traits.user(username, service);
	}

	/**
	 * Returns the certificate of the server.
	 * @return the certificate
	 * @throws IllegalStateException if it was built without HTTPS
	 */
	public final X509Certificate certificate() {
		return this.web.certificate().certificate();
	}

	/**
	 * Returns the certificate as text, for clients that read files.
	 * @return PEM
	 * @throws IllegalStateException if it was built without HTTPS
	 */
	public final String certificatePem() {
		return this.web.certificate().pem();
	}

	/**
	 * Makes a context for clients that trust this server and no other.
	 * @return a context
	 * @throws IllegalStateException if it was built without HTTPS
	 */
	public final SSLContext trustingContext() {
		return this.web.certificate().trustingContext();
	}

	/**
	 * Finds a person, or adds one who is not known yet.
	 * @param username the value of {@code cas:user}
	 * @return a handle to change the person
	 */
	public final PersonHandle person(String username) {
		this.people.change(username, (person) -> person);
		return new PersonHandle(this.people, username);
	}

	/**
	 * Forgets a person, whose tickets are refused from now on.
	 * @param username the person
	 */
	public final void forget(String username) {
		this.people.remove(username);
	}

	/**
	 * Returns the people who can sign in.
	 * @return the people, in the order of the page
	 */
	public final List<Person> people() {
		return this.people.all();
	}

	/**
	 * Changes the place of the attributes, until {@link #resetAll()}.
	 * @param other the place
	 */
	public final void layout(Layout other) {
		this.layout.set(other);
	}

	/**
	 * Signs a person in without a browser, in a new SSO session.
	 * @param username the person
	 * @param service the service's address
	 * @return the ticket
	 * @throws IllegalArgumentException if the person or the service is not known
	 */
	public final String signIn(String username, String service) {
		if (this.people.find(username) == null) {
			throw new IllegalArgumentException("no person here is called '%s'".formatted(username));
		}
		if (!ServiceUrl.isAcceptable(service) || !this.login.isRegistered(service)) {
			throw new IllegalArgumentException("the service '%s' is not registered here".formatted(service));
		}
		IssuedTicket ticket = this.tickets.issue(username, service, true);
		this.sessions.visit(this.sessions.open(username), ticket);
		return ticket.value();
	}

	/**
	 * Issues a proxy ticket, which only the proxy addresses accept.
	 * @param username the person
	 * @param service the service's address
	 * @param proxies the chain, most recent first
	 * @return the ticket
	 */
	public final String proxyTicket(String username, String service, String... proxies) {
		return this.tickets.issueProxy(username, service, List.of(proxies)).value();
	}

	/**
	 * Ends a person's SSO sessions as if they had expired, and sends single logout.
	 * @param username the person
	 */
	public final void signOut(String username) {
		this.singleLogout.send(this.sessions.endAll(username::equals));
	}

	/**
	 * Ends every SSO session, and sends single logout.
	 */
	public final void signOutEveryone() {
		this.singleLogout.send(this.sessions.endAll((username) -> true));
	}

	/**
	 * Sends single logout for one ticket and leaves the SSO session open, as RECIA does
	 * when a person changes establishments.
	 * @param ticket a ticket that was issued here
	 * @throws IllegalArgumentException if it was not
	 */
	public final void sendLogout(String ticket) {
		List<IssuedTicket> found = issuedTickets().stream().filter((issued) -> issued.value().equals(ticket)).toList();
		if (found.isEmpty()) {
			throw new IllegalArgumentException("this ticket was not issued here");
		}
		this.singleLogout.send(found);
	}

	/**
	 * Spoils every validation with a fault, until cleared.
	 * @param fault what goes wrong
	 */
	public final void inject(Fault fault) {
		inject(FaultOrder.of(fault));
	}

	/**
	 * Spoils some answers.
	 * @param order the fault, and the answers
	 */
	public final void inject(FaultOrder order) {
		this.faults.add(order);
	}

	/**
	 * Ends all faults.
	 */
	public final void clearFaults() {
		this.faults.clear();
	}

	/**
	 * Returns the faults in force.
	 * @return the faults, oldest first
	 */
	public final List<FaultOrder> faults() {
		return this.faults.all();
	}

	/**
	 * Returns the last ten thousand requests to the CAS paths, oldest first.
	 * @return the requests
	 */
	public final List<RecordedRequest> requests() {
		return this.journal.requests();
	}

	/**
	 * Returns the requests to validate a ticket.
	 * @return the requests, oldest first
	 */
	public final List<RecordedRequest> validations() {
		return requests().stream().filter(RecordedRequest::isValidation).toList();
	}

	/**
	 * Returns the tickets that were issued, 100,000 at most.
	 * @return the tickets, oldest first
	 */
	public final List<IssuedTicket> issuedTickets() {
		return this.tickets.issued();
	}

	/**
	 * Returns the single logout messages that were answered, or given up.
	 * @return the messages, oldest first
	 */
	public final List<SentLogout> logoutsSent() {
		return this.journal.logouts();
	}

	/**
	 * Counts the open SSO sessions.
	 * @return the number
	 */
	public final int ssoSessions() {
		return this.sessions.count();
	}

	/**
	 * Waits until the requests satisfy a condition.
	 * @param condition on all requests so far
	 * @param atMost how long to wait
	 * @return whether it came true in time
	 */
	public final boolean awaitRequests(Predicate<List<RecordedRequest>> condition, Duration atMost) {
		return this.journal.await(() -> condition.test(requests()), atMost);
	}

	/**
	 * Waits for validations.
	 * @param count how many, since the last reset
	 * @param atMost how long to wait
	 * @return whether they came in time
	 */
	public final boolean awaitValidations(int count, Duration atMost) {
		return this.journal.await(() -> validations().size() >= count, atMost);
	}

	/**
	 * Waits for single logout messages to be answered, or given up.
	 * @param count how many, since the last reset
	 * @param atMost how long to wait
	 * @return whether they were in time
	 */
	public final boolean awaitLogoutsSent(int count, Duration atMost) {
		return this.journal.await(() -> logoutsSent().size() >= count, atMost);
	}

	/**
	 * Forgets tickets, SSO sessions, faults and the journal, and restores the layout.
	 * Removes the stubs made with {@link #wireMock()} and what was changed there, and
	 * empties WireMock's journal. Keeps people, and the stubs of
	 * {@link MockCasBuilder#stubs}. Sends nothing.
	 */
	public final void resetAll() {
		this.tickets.clear();
		this.sessions.clear();
		this.faults.clear();
		this.journal.clear();
		this.layout.set(this.builtLayout);
		this.web.reset();
	}

	/** The end of each ticket. Real ones end with the name of a host. */
	private static String slug(String name) {
		String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
		return slug.isEmpty() ? "cas" : slug.substring(0, Math.min(slug.length(), 32));
	}

}
