package fr.passerelle.gateway.directlogin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.References;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.people.ImportedList;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.suspension.SecurityRules;
import fr.passerelle.gateway.suspension.Suspension.Cause;
import fr.passerelle.gateway.suspension.Suspensions;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;

/**
 * What the sign-ins of one school need: its people, sessions, counted attempts, journal
 * and pages, over one embedded database for a class of tests.
 */
@SuppressWarnings("NullAway.Init")
public final class SchoolFixture implements AutoCloseable {

	/** The school's number. */
	public static final Uai UAI = new Uai("0330001A");

	/** Wrong passwords that suspend an address. */
	public static final int ATTEMPTS = 3;

	private static final String PEOPLE = """
			identifiant;nom;prenom;espaces;motDePasse
			z.martin;Martin;Zoé;eleve;zoe-password
			m.dupont;Dupont;Marie;parent|direction;marie-password
			""";

	private final TestDatabase database;

	private MovableClock clock;

	private AuditTrail audit;

	private People people;

	private Sessions sessions;

	private Suspensions suspensions;

	private Refusals refusals;

	private final Pages pages = Pages.bundled();

	/** Opens the database. */
	public SchoolFixture(Path folder) {
		this.database = TestDatabase.embedded(folder);
		begin();
		ImportedList.take(this.database, UAI, PEOPLE, this.clock);
	}

	/** Begins a test: with the same people, and with nothing that another test left. */
	public void begin() {
		if (this.audit != null) {
			this.audit.close();
		}
		this.database.template().update("DELETE FROM audit_entries");
		this.clock = new MovableClock();
		this.audit = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		this.people = openPeople();
		this.sessions = new Sessions(
				new PasserelleSettings.Sessions("memory", Duration.ofHours(1), Duration.ofHours(12), 1000), this.clock);
		SecurityRules rules = new SecurityRules(ATTEMPTS, Duration.ofMinutes(10), Duration.ofMinutes(15), List.of());
		this.suspensions = new Suspensions(() -> rules, 1000, Cause.VISITOR_PASSWORDS, this.clock, (suspended) -> {
		});
		this.refusals = new Refusals(this.pages, new References(), this.audit, this.clock);
	}

	@SuppressWarnings("deprecation")
	private People openPeople() {
		return new People(this.database.template(), this.database.transactions(),
				new PasswordHashing(NoOpPasswordEncoder.getInstance(), 2, Duration.ofSeconds(30)));
	}

	/** The database. */
	public TestDatabase database() {
		return this.database;
	}

	/** The time of everything here. */
	public MovableClock clock() {
		return this.clock;
	}

	/** The journal, for what writes it. */
	public AuditTrail audit() {
		return this.audit;
	}

	/** Two people with passwords. */
	public People people() {
		return this.people;
	}

	/** The sessions. */
	public Sessions sessions() {
		return this.sessions;
	}

	/** The bundled pages. */
	public Pages pages() {
		return this.pages;
	}

	/** The refusals, of which the journal is told. */
	public Refusals refusals() {
		return this.refusals;
	}

	/** Opens the sessions of people who have signed in. */
	public SessionOpener opener() {
		return new SessionOpener(this.sessions, this.audit, this.clock);
	}

	/** Checks passwords on the caller's thread. */
	public PasswordCheck passwords() {
		return new PasswordCheck(this.people, this.suspensions, Runnable::run);
	}

	/** The local form. */
	public DirectLogin directLogin() {
		return new DirectLogin(passwords(), opener(), new FormToken(Duration.ofMinutes(30), this.clock), this.pages,
				this.refusals);
	}

	/** Suspends an address, by wrong passwords. */
	public void suspend(String address) {
		for (int i = 0; i < ATTEMPTS; i++) {
			this.suspensions.recordFailure(address);
		}
	}

	/** The session of a browser that sends the cookies of an answer; null where none. */
	public @Nullable GatewaySession session(Answer answer, Establishment establishment, EspaceKey espace) {
		VisitorRequest next = FakeRequest.get(establishment.desktopPath(espace)).cookiesOf(answer);
		return new SessionCookies(this.sessions).find(next, establishment, espace);
	}

	/** What the journal has, once the test has done everything. */
	public List<AuditEntry> journal() {
		this.audit.close();
		return this.audit.query(AuditQuery.of(UAI)).entries();
	}

	@Override
	public void close() {
		this.audit.close();
		this.database.close();
	}

}
