package fr.passerelle.gateway.logout;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.audit.TestJournal;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.login.FakeProtocol;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.References;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The logout page (contract, Addresses 3 and Login 13). */
class LogoutTests {

	private static final Pages PAGES = Pages.bundled();

	private static final String PAGE = "/pronote/logout";

	private final Establishment college = TestEstablishments.college();

	private final MovableClock clock = new MovableClock();

	private final TestSessions visitors = new TestSessions(this.college, this.clock);

	private final TestJournal journal = new TestJournal(this.clock);

	private final FakeProtocol protocol = new FakeProtocol();

	private final Logout logout = new Logout(this.visitors.sessions(), this.protocol.only(), PAGES,
			new Refusals(PAGES, new References(), this.journal.trail(), this.clock), this.journal.trail(), this.clock);

	private final Sessions.Opened parent = this.visitors.open(EspaceKey.PARENT, "mdupont", "atrium", "ST-1");

	private final Sessions.Opened pupil = this.visitors.open(EspaceKey.ELEVE, "ldurand", "elyco", "ST-2");

	@AfterEach
	void close() {
		this.journal.close();
	}

	/** From a browser that has both sessions. */
	private Answer handle(FakeRequest request) {
		return this.logout
			.handle(this.visitors.from(this.pupil, this.visitors.from(this.parent, request)), this.college)
			.toCompletableFuture()
			.join();
	}

	@Test
	void getAsksAndEndsNothing() {
		Answer answer = handle(FakeRequest.get(PAGE));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("mdupont", "ldurand");
		assertThat(this.visitors.isOpen(this.parent)).isTrue();
		assertThat(this.visitors.isOpen(this.pupil)).isTrue();
	}

	@Test
	void postEndsTheChosenSessionAndItsCookieAndLeavesTheOther() {
		Answer answer = handle(FakeRequest.post(PAGE, "passerelle-ticked=1&espace=parent"));

		assertThat(this.visitors.isOpen(this.parent)).isFalse();
		assertThat(this.visitors.isOpen(this.pupil)).isTrue();
		assertThat(new String(answer.body(), StandardCharsets.UTF_8))
			.contains("Votre session de l’ENT est peut-être encore ouverte");
		assertThat(answer.headers()).filteredOn((header) -> header.getKey().equals("Set-Cookie"))
			.singleElement()
			.extracting(Map.Entry::getValue)
			.asString()
			.startsWith("__Host-passerelle-s-parent=;");
		assertThat(this.journal.entries()).extracting(AuditEntry::type, AuditEntry::espace, AuditEntry::person)
			.containsExactly(tuple(AuditType.LOGOUT, "parent", "mdupont"));
	}

	@Test
	void postWhenItNamesNoEspaceThenEndsAll() {
		handle(FakeRequest.post(PAGE, ""));

		assertThat(this.visitors.isOpen(this.parent)).isFalse();
		assertThat(this.visitors.isOpen(this.pupil)).isFalse();
	}

	@Test
	void postWhenNoEspaceIsTickedThenAsksAgainAndEndsNone() {
		Answer answer = handle(FakeRequest.post(PAGE, "passerelle-ticked=1"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.visitors.isOpen(this.parent)).isTrue();
		assertThat(this.visitors.isOpen(this.pupil)).isTrue();
	}

	@Test
	void postWhenTheEntIsChosenThenLeadsToItsLogoutAndBackHome() {
		Answer answer = handle(FakeRequest.post(PAGE, "espace=eleve&passerelle-logout=ent"));

		assertThat(answer.status()).isEqualTo(303);
		assertThat(answer.header("Location")).startsWith("https://elyco.example.fr/")
			.endsWith("/logout?service=https%3A%2F%2F0330001a.example.fr%2Fpronote%2F");
		assertThat(answer.headers()).extracting(Map.Entry::getValue)
			.anyMatch((value) -> value.startsWith("__Host-passerelle-" + Logout.LEFT + "=1;"));
		assertThat(this.visitors.isOpen(this.pupil)).isFalse();
	}

	/** A request to the ENT may have to be signed. */
	@Test
	void postWhenTheEntsWayIsNotReadyThenTheSessionEndsMeanwhileAndNothingWaits() {
		CompletableFuture<Void> signed = new CompletableFuture<>();
		this.protocol.answersLogouts((way) -> signed.thenCombine(way, (none, there) -> there));
		CompletionStage<Answer> answer = this.logout.handle(
				this.visitors.from(this.pupil, FakeRequest.post(PAGE, "espace=eleve&passerelle-logout=ent")),
				this.college);

		assertThat(answer.toCompletableFuture()).isNotDone();
		assertThat(this.visitors.isOpen(this.pupil)).isFalse();
		signed.complete(null);
		assertThat(answer.toCompletableFuture().join().status()).isEqualTo(303);
	}

	@Test
	void postWhenNoWayLeadsToTheEntThenThePageSaysWhatMayBeOpenThere() {
		this.protocol.answersLogouts((way) -> CompletableFuture.completedFuture(Optional.empty()));

		Answer answer = handle(FakeRequest.post(PAGE, "passerelle-logout=ent"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8))
			.contains("Votre session de l’ENT est peut-être encore ouverte", "fermez toutes les fenêtres");
		assertThat(this.visitors.isOpen(this.parent)).isFalse();
		assertThat(this.visitors.isOpen(this.pupil)).isFalse();
		assertThat(answer.headers()).filteredOn((header) -> header.getKey().equals("Set-Cookie")).hasSize(2);
	}

	@Test
	void postWhenTheFirstEntHasNoWayThenLeadsToTheNext() {
		AtomicInteger asked = new AtomicInteger();
		this.protocol.answersLogouts(
				(way) -> (asked.incrementAndGet() > 1) ? way : CompletableFuture.completedFuture(Optional.empty()));

		Answer answer = handle(FakeRequest.post(PAGE, "passerelle-logout=ent"));

		assertThat(answer.status()).isEqualTo(303);
		assertThat(asked).hasValue(2);
	}

	@Test
	void postWhenTheSessionCameByNoEntThenEndsHereOnly() {
		Sessions.Opened head = this.visitors.open(EspaceKey.DIRECTION, "cheffe", GatewaySession.DIRECT, "unused");
		FakeRequest request = FakeRequest.post(PAGE, "espace=direction&passerelle-logout=ent");

		Answer answer = handle(this.visitors.from(head, request));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.visitors.isOpen(head)).isFalse();
	}

	@Test
	void postWhenAnotherSiteSentItThenRefusedAndEndsNothing() {
		Answer answer = handle(FakeRequest.post(PAGE, "").header("Sec-Fetch-Site", "same-site"));

		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(this.visitors.isOpen(this.parent)).isTrue();
	}

	@Test
	void postWhenTheBodyIsNoFormThenItsWordsDoNotCount() {
		FakeRequest request = FakeRequest.post(PAGE, "espace=parent").header("Content-Type", "text/plain");

		handle(request);

		assertThat(this.visitors.isOpen(this.pupil)).isFalse();
	}

}
