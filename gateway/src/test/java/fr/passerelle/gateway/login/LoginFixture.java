package fr.passerelle.gateway.login;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.directlogin.SchoolFixture;
import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.recognition.IdentityQuery;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The delegated login around a {@link FakeProtocol}, on the caller's thread. Its database
 * is one for a class of tests; {@link #begin} forgets what another test left.
 */
@SuppressWarnings("NullAway.Init")
public final class LoginFixture implements AutoCloseable {

	/** The pupils' page. */
	public static final String ELEVE = "/pronote/eleve.html";

	/** The parents' page. */
	public static final String PARENT = "/pronote/parent.html";

	/** Most logins, and most proofs. */
	static final int MAX_PENDING = 1000;

	/** How long a proof waits for its browser. */
	static final Duration HANDOVER = Duration.ofMinutes(1);

	private final SchoolFixture school;

	private Rapprochement rapprochement;

	private FakeProtocol protocol;

	private SignOnProtocols protocols;

	private PendingLogins pending;

	private LoginFlow flow;

	private LinkFlow links;

	private ReturnFlow returns;

	private Entry entry;

	private Arrival arrival;

	private AccountLeaves leaves;

	/** Opens the database. */
	public LoginFixture(Path folder) {
		this.school = new SchoolFixture(folder);
		begin();
	}

	/** Begins a test. */
	public void begin() {
		this.protocol = new FakeProtocol();
		begin(this.protocol);
	}

	/** Begins a test around another protocol. */
	void begin(DelegationProtocol one) {
		SignOnProtocols protocols = new SignOnProtocols(List.of(one));
		this.protocols = protocols;
		this.school.begin();
		this.rapprochement = new Rapprochement(this.school.database().template(), this.school.people(),
				this.school.audit(), 100, clock());
		this.rapprochement.forget(SchoolFixture.UAI);
		Duration lifetime = Duration.ofMinutes(30);
		PasserelleSettings.Login settings = new PasserelleSettings.Login(lifetime, MAX_PENDING, DataSize.ofMegabytes(4),
				HANDOVER);
		this.pending = new PendingLogins(settings, 4 << 20, clock());
		LinkForms forms = new LinkForms(new PendingLinks(lifetime, 1000, 1 << 20, clock()), lifetime);
		this.entry = new Entry(this.rapprochement,
				(recognition) -> CompletableFuture.completedFuture(recognition.get()), this.school.opener());
		this.leaves = new AccountLeaves(new SharedTable<>(1 << 20, 1000, lifetime, clock()), protocols,
				this.school.pages(), this.school.refusals());
		this.arrival = new Arrival(this.entry, forms, this.leaves, this.school.refusals());
		this.flow = new LoginFlow(protocols, this.pending, new StartOvers(clock()), this.arrival, this.school.pages(),
				settings);
		this.returns = new ReturnFlow(protocols, this.pending, new KeptProofs(MAX_PENDING, 1 << 20, HANDOVER, clock()),
				this.arrival, new SessionCookies(this.school.sessions()), this.school.refusals());
		this.links = new LinkFlow(forms, this.school.passwords(), this.arrival,
				new SessionCookies(this.school.sessions()), protocols, this.school.pages(), this.school.refusals());
	}

	/** The school's people, sessions and journal. */
	public SchoolFixture school() {
		return this.school;
	}

	/** The time of everything here. */
	public MovableClock clock() {
		return this.school.clock();
	}

	/** The ENTs. */
	public FakeProtocol protocol() {
		return this.protocol;
	}

	/** The login. */
	public LoginFlow flow() {
		return this.flow;
	}

	/** The form of the step PASSWORD. */
	public LinkFlow links() {
		return this.links;
	}

	/** Logins that come back to the platform's address. */
	PlatformReturn platformReturns(EstablishmentDirectory directory) {
		return new PlatformReturn(this.protocols, this.pending, directory, this.returns, this.school.refusals());
	}

	/** Logins that come back to an address of the gateway's own. */
	public ReturnFlow returns() {
		return this.returns;
	}

	/** People who came with another kind of account. */
	AccountLeaves leaves() {
		return this.leaves;
	}

	Entry entry() {
		return this.entry;
	}

	Arrival arrival() {
		return this.arrival;
	}

	/** The identities that were seen and kept, linked or not. */
	long identities() {
		return this.rapprochement.count(IdentityQuery.all(SchoolFixture.UAI));
	}

	/**
	 * The school, with every Espace published.
	 * @param delegations lead to parents and to pupils
	 */
	public static Establishment school(Delegation... delegations) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			boolean delegated = key == EspaceKey.PARENT || key == EspaceKey.ELEVE;
			espaces.put(key, TestEstablishments.espace(key, true, delegated ? List.of(delegations) : List.of(),
					key == EspaceKey.PARENT));
		}
		return TestEstablishments.of(SchoolFixture.UAI.value(), "https://0330001a.example.fr", espaces);
	}

	/** A delegation with these steps of recognition. */
	public static Delegation delegation(String id, Recognition... steps) {
		return TestEstablishments.delegation(id, List.of(steps), false);
	}

	/** EduConnect through a hub. */
	static Delegation educonnect(Recognition... steps) {
		Delegation made = delegation("edu", steps);
		Cas cas = new Cas(Cas.of(made)
			.values()
			.with(EduConnectFields.ENVIRONMENT, EduConnect.Environment.PRODUCTION)
			.with(EduConnectFields.BY, EduConnect.Way.CAS));
		AttributeNames names = new AttributeNames(List.of(),
				Objects.requireNonNull(EduConnect.ATTRIBUTES.get("profiles")), List.of(), List.of(), List.of(),
				List.of(), List.of());
		return new Delegation("edu", "EduConnect", true, null, cas, names, List.of(steps), false);
	}

	/** An account of EduConnect. */
	static RemoteIdentity account(String affiliation) {
		return new RemoteIdentity("edu-1", Map.of("FrEduCtPersonAffiliation", List.of(affiliation)));
	}

	/** A pupil, as an ENT releases them. */
	public static RemoteIdentity pupil(String user) {
		return new RemoteIdentity(user, Map.of("ENTPersonProfils", List.of("National_ELV")));
	}

	/** A parent, as an ENT releases them. */
	public static RemoteIdentity parent(String user) {
		return new RemoteIdentity(user, Map.of("ENTPersonProfils", List.of("National_TUT")));
	}

	/** A request for the page of an Espace. */
	public static Visit visit(Establishment establishment, VisitorRequest request) {
		EspaceKey key = establishment.paths().espace(request.path().decoded());
		return new Visit(request, establishment, establishment.espace((key != null) ? key : EspaceKey.COMMUNE));
	}

	/**
	 * The answer to a page with a ticket in its address, from a browser that is outside.
	 */
	public Answer arrive(Visit visit) {
		return this.flow.arrive(visit, TicketCallback.of(visit.request()).orElseThrow(), false)
			.toCompletableFuture()
			.join();
	}

	/**
	 * Signs in through the first ENT.
	 * @param establishment where
	 * @param page of the Espace
	 * @return the last answer
	 */
	public Answer signIn(Establishment establishment, String page) {
		Answer away = ask(visit(establishment, FakeRequest.get(page)));
		return arrive(visit(establishment, FakeRequest.get(page + "?ticket=ST-1").cookiesOf(away)));
	}

	/** The answer to a visitor without a session. */
	public Answer ask(Visit visit) {
		return this.flow.ask(visit).toCompletableFuture().join();
	}

	/** The answer to a choice. */
	public Answer choose(Visit visit, String delegation) {
		return this.flow.choose(visit, delegation).toCompletableFuture().join();
	}

	/** The answer at the address that shows whether cookies are kept. */
	public Answer check(Visit visit, boolean inside) {
		return this.flow.check(visit, inside).toCompletableFuture().join();
	}

	/** The session of a browser that sends the cookies of an answer. */
	public @Nullable GatewaySession session(Answer answer, Establishment establishment, EspaceKey espace) {
		return this.school.session(answer, establishment, espace);
	}

	/** What the journal has, once the test has done everything. */
	public List<AuditEntry> journal() {
		return this.school.journal();
	}

	@Override
	public void close() {
		this.school.close();
	}

}
