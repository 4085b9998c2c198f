package fr.passerelle.gateway.front;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.front.Outcome.Answered;
import fr.passerelle.gateway.front.Outcome.Later;
import fr.passerelle.gateway.front.Outcome.ListenFirst;
import fr.passerelle.gateway.front.Outcome.Passed;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.LoginFixture;
import fr.passerelle.gateway.login.PlatformAddresses;
import fr.passerelle.gateway.logout.Logout;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.proxy.Passage;
import fr.passerelle.gateway.proxy.SigningKeys;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.TestSessions;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The decisions of the front door at one school, without a server, an ENT or an
 * application. Its database is one for a class of tests.
 */
final class DoorFixture implements AutoCloseable {

	static final String HOST = "0330001a.example.fr";

	static final String URL = "https://" + HOST;

	private final LoginFixture login;

	private final SigningKeys keys;

	private final EstablishmentDirectory directory = new OneSchool();

	private @Nullable String platform;

	private Establishment establishment;

	DoorFixture(Path folder) {
		this.login = new LoginFixture(folder);
		this.keys = SigningKeys.open(folder);
		this.establishment = school(LoginFixture.delegation("atrium", Recognition.PROFILE));
	}

	/** Begins a test: the school has one ENT and no session. */
	void begin() {
		this.login.begin();
		this.platform = null;
		this.establishment = school(LoginFixture.delegation("atrium", Recognition.PROFILE));
	}

	private static Establishment school(Delegation... delegations) {
		return LoginFixture.school(delegations);
	}

	/** From now on the school is this one. */
	void has(Establishment other) {
		this.establishment = other;
	}

	Establishment establishment() {
		return this.establishment;
	}

	LoginFixture login() {
		return this.login;
	}

	/** The decisions as the program puts them together. */
	Routes routes(String... consoleHosts) {
		Sessions sessions = this.login.school().sessions();
		TurnedAway turnedAway = new TurnedAway(this.login.school().refusals(), this.login.clock(), ZoneOffset.UTC);
		SingleLogout singleLogout = new SingleLogout(this.login.protocol().only(), sessions,
				this.login.school().audit(), this.login.clock());
		EspaceVisit espaces = new EspaceVisit(new SessionCookies(sessions), this.login.flow(),
				this.login.school().directLogin(), singleLogout,
				new Commune(new SessionCookies(sessions), this.login.school().pages()), turnedAway,
				new Leases(this.directory, sessions, turnedAway));
		Logout logout = new Logout(sessions, this.login.protocol().only(), this.login.school().pages(),
				this.login.school().refusals(), this.login.school().audit(), this.login.clock());
		OwnFiles files = new OwnFiles(this.login.school().pages(), this.keys);
		return new Routes(this.directory, new ConsoleAddresses(List.of(consoleHosts)),
				new PlatformHost(this.platform, List.of(new OnePath()), files), espaces, logout, singleLogout,
				this.login.links(), List.of(this.login.returns()), files, turnedAway);
	}

	/** From now on the platform has an entry at this address, with one path. */
	void platformAt(String url) {
		this.platform = url;
	}

	/** Has one path, and answers 204. */
	private static final class OnePath implements PlatformAddresses {

		@Override
		public boolean owns(String path) {
			return path.equals("/.passerelle/one");
		}

		@Override
		public CompletionStage<Answer> handle(VisitorRequest request) {
			return CompletableFuture.completedFuture(Answer.empty(204));
		}

	}

	/** The one school. */
	private final class OneSchool implements EstablishmentDirectory {

		@Override
		public @Nullable Establishment byHost(String authority) {
			return authority.equals(HOST) ? DoorFixture.this.establishment : null;
		}

		@Override
		public @Nullable Establishment byUai(Uai uai) {
			return uai.equals(DoorFixture.this.establishment.uai()) ? DoorFixture.this.establishment : null;
		}

	}

	/** The last outcome of a request to the school. */
	Outcome visit(FakeRequest request) {
		return settled(routes().route(request, HOST, this.establishment), request);
	}

	/** The gateway's own answer to a request to the school. */
	Answer answer(FakeRequest request) {
		return answer(visit(request));
	}

	static Answer answer(Outcome outcome) {
		assertThat(outcome).isInstanceOf(Answered.class);
		return ((Answered) outcome).answer();
	}

	/** What the application gets of a request to the school. */
	Passage passage(FakeRequest request) {
		return passed(request).passage();
	}

	Passed passed(FakeRequest request) {
		Outcome outcome = visit(request);
		assertThat(outcome).isInstanceOf(Passed.class);
		return (Passed) outcome;
	}

	/** Waits and listens as the server's side does. */
	static Outcome settled(Outcome outcome, FakeRequest request) {
		if (outcome instanceof Later later) {
			return settled(later.decision().toCompletableFuture().join(), request);
		}
		if (outcome instanceof ListenFirst first) {
			boolean tooLong = request.length() > SingleLogout.MAX_MESSAGE;
			return (tooLong ? Optional.<Answer>empty() : first.message().apply(request.bytes()))
				.<Outcome>map(Answered::new)
				.orElseGet(() -> settled(first.otherwise().apply(request), request));
		}
		return outcome;
	}

	/** The same request from a browser that has a session in this Espace. */
	FakeRequest inside(EspaceKey espace, FakeRequest request) {
		TestSessions visitors = new TestSessions(this.establishment, this.login.school().sessions());
		return visitors.from(visitors.open(espace, "mdupont", "atrium", "ST-" + espace.key()), request);
	}

	@Override
	public void close() {
		this.login.close();
	}

}
