package fr.passerelle.mockcas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a server. Each has a usual value: {@code build()} alone gives a CAS server
 * on a free port with sixteen people.
 *
 * @param <S> what is built
 */
public final class MockCasBuilder<S extends MockCasServer> {

	private static final int MOST_ENTRIES = 10_000;

	private final Function<MockCasBuilder<S>, S> maker;

	String name = "ENT de test";

	String bind = "127.0.0.1";

	int port;

	boolean https;

	int httpsPort;

	List<String> certificateNames = List.of("localhost", "127.0.0.1", "::1", "*.localhost", "ent-a.localhost",
			"ent-b.localhost");

	/** From the machine's clock, as clients judge a certificate by theirs. */
	Instant certificateFrom = Instant.now().minus(Duration.ofDays(1));

	Duration certificateLife = Duration.ofDays(365);

	String path = "/cas";

	@Nullable Platform platform;

	Traits traits = Traits.USUAL;

	@Nullable Layout layout;

	@Nullable AttributeNames attributeNames;

	@Nullable SloStyle slo;

	@Nullable SSLContext sloTrust;

	@Nullable Boolean repeatRequestId;

	boolean strictSaml;

	Clock clock = Clock.systemUTC();

	@Nullable Duration ticketLife;

	List<String> services = List.of();

	List<Person> people = People.standard(People.TRIAL_UAI);

	long endlessBytes = 64L * 1024 * 1024;

	@Nullable Path stubs;

	int wireMockJournal;

	/**
	 * Prepares a server.
	 * @param maker makes the server from this builder
	 */
	public MockCasBuilder(Function<MockCasBuilder<S>, S> maker) {
		this.maker = maker;
	}

	/**
	 * Sets the name of the ENT on its pages.
	 * @param name shown to people
	 * @return this builder
	 */
	public MockCasBuilder<S> name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Listens elsewhere than on the loopback address.
	 * @param address of an interface, or {@code 0.0.0.0}
	 * @return this builder
	 */
	public MockCasBuilder<S> bind(String address) {
		this.bind = address;
		return this;
	}

	/**
	 * Listens on a certain port.
	 * @param port the port; 0, the usual value, is any free one
	 * @return this builder
	 */
	public MockCasBuilder<S> port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Speaks HTTPS too, on any free port.
	 * @return this builder
	 */
	public MockCasBuilder<S> https() {
		return httpsPort(0);
	}

	/**
	 * Speaks HTTPS too, on a certain port.
	 * @param port the port; 0 is any free one
	 * @return this builder
	 */
	public MockCasBuilder<S> httpsPort(int port) {
		this.https = true;
		this.httpsPort = port;
		return this;
	}

	/**
	 * Issues the certificate for other names, to see a client refuse it.
	 * @param names host names or IP addresses, at least one
	 * @return this builder
	 */
	public MockCasBuilder<S> certificateNames(String... names) {
		if (names.length == 0) {
			throw new IllegalArgumentException("a certificate needs a name");
		}
		this.certificateNames = List.of(names);
		return this;
	}

	/**
	 * Issues a certificate that has expired, to see a client refuse it.
	 * @return this builder
	 */
	public MockCasBuilder<S> expiredCertificate() {
		this.certificateFrom = Instant.now().minus(Duration.ofDays(60));
		this.certificateLife = Duration.ofDays(30);
		return this;
	}

	/**
	 * Puts the server at another path than {@code /cas}.
	 * @param path with a leading slash and no trailing one
	 * @return this builder
	 */
	public MockCasBuilder<S> path(String path) {
		if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
			throw new IllegalArgumentException(
					"path '%s' is not usable: such as /cas or /casshib/shib/ent".formatted(path));
		}
		this.path = path;
		return this;
	}

	/**
	 * Imitates a platform, as far as its behaviour is documented: the layout, the names
	 * and the codes of the attributes, the tickets, the refusals, the media types, single
	 * logout. What is set beside it goes first, in any order of the calls.
	 * @param platform the platform
	 * @param quirks known faults and choices of some installations, none otherwise
	 * @return this builder
	 * @throws IllegalArgumentException if a quirk is not one of that platform
	 */
	public MockCasBuilder<S> platform(Platform platform, Quirk... quirks) {
		this.platform = platform;
		this.traits = platform.traits(Set.of(quirks));
		return this;
	}

	/**
	 * Sets where the answer has the attributes.
	 * @param layout the place
	 * @return this builder
	 */
	public MockCasBuilder<S> layout(Layout layout) {
		this.layout = layout;
		return this;
	}

	/**
	 * Sets the names of the attributes.
	 * @param names those of the platform
	 * @return this builder
	 */
	public MockCasBuilder<S> attributeNames(AttributeNames names) {
		this.attributeNames = names;
		return this;
	}

	/**
	 * Chooses the form of single logout.
	 * @param style form field, raw body, or none
	 * @return this builder
	 */
	public MockCasBuilder<S> slo(SloStyle style) {
		this.slo = style;
		return this;
	}

	/**
	 * Lets single logout reach services whose certificate the JDK does not trust.
	 * @param trust the certificates to trust
	 * @return this builder
	 */
	public MockCasBuilder<S> sloTrust(SSLContext trust) {
		this.sloTrust = trust;
		return this;
	}

	/**
	 * Sets whether a SAML answer repeats the id of its request, as the specification
	 * requires.
	 * @param repeat false for a server that does not
	 * @return this builder
	 */
	public MockCasBuilder<S> repeatRequestId(boolean repeat) {
		this.repeatRequestId = repeat;
		return this;
	}

	/**
	 * Refuses a SAML request without {@code RequestID} or {@code IssueInstant}, which the
	 * specification requires and real servers do without.
	 * @return this builder
	 */
	public MockCasBuilder<S> strictSaml() {
		this.strictSaml = true;
		return this;
	}

	/**
	 * Sets a clock other than the machine's.
	 * @param clock the time
	 * @return this builder
	 */
	public MockCasBuilder<S> clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Sets how long tickets live, instead of the platform's time or five minutes.
	 * @param life the time from issue to expiry
	 * @return this builder
	 */
	public MockCasBuilder<S> ticketLife(Duration life) {
		this.ticketLife = life;
		return this;
	}

	/**
	 * Accepts registered services only.
	 * @param patterns such as {@code https://0330001a.exemple.fr/pronote/**}; {@code *}
	 * stops at a slash
	 * @return this builder
	 */
	public MockCasBuilder<S> services(String... patterns) {
		this.services = List.of(patterns);
		return this;
	}

	/**
	 * Replaces the usual people.
	 * @param people those who can sign in; more can be added while the server runs
	 * @return this builder
	 */
	public MockCasBuilder<S> people(List<Person> people) {
		this.people = new ArrayList<>(people);
		return this;
	}

	/**
	 * Bounds {@link Fault#ENDLESS}, for clients that never leave.
	 * @param bytes 64 MiB otherwise
	 * @return this builder
	 */
	public MockCasBuilder<S> endlessBytes(long bytes) {
		this.endlessBytes = bytes;
		return this;
	}

	/**
	 * Adds WireMock stubs from files beside the CAS paths: {@code mappings/*.json}, with
	 * bodies in {@code __files}. The server reads them at its start, and a reset leaves
	 * them. {@link MockCasServer#wireMock()} says which stub goes first.
	 * @param folder the folder that has the folder {@code mappings}
	 * @return this builder
	 * @throws IllegalArgumentException if it does not
	 */
	public MockCasBuilder<S> stubs(Path folder) {
		if (!Files.isDirectory(folder.resolve("mappings"))) {
			throw new IllegalArgumentException("folder '%s' has no folder 'mappings'".formatted(folder));
		}
		this.stubs = folder;
		return this;
	}

	/**
	 * Lets WireMock keep a journal of all requests, those of the CAS paths included, so
	 * that {@link MockCasServer#wireMock()} can verify them. The journal has tickets,
	 * cookies and passwords in clear; you decide what becomes of it. Without this call
	 * WireMock keeps no journal.
	 * @param entries how many requests it keeps, 1 to 10,000; the oldest is dropped
	 * @return this builder
	 */
	public MockCasBuilder<S> wireMockJournal(int entries) {
		if (entries < 1 || entries > MOST_ENTRIES) {
			throw new IllegalArgumentException("a journal has 1 to %d entries".formatted(MOST_ENTRIES));
		}
		this.wireMockJournal = entries;
		return this;
	}

	/**
	 * Makes the server. It is not started yet.
	 * @return the server
	 */
	public S build() {
		return this.maker.apply(this);
	}

}
