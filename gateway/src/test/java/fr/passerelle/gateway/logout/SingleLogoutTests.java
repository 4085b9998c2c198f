package fr.passerelle.gateway.logout;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.audit.TestJournal;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.login.FakeProtocol;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.TestSessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** An ENT's logout message (contract, Login 19 and Login 21). */
class SingleLogoutTests {

	private final Establishment college = TestEstablishments.college();

	private final MovableClock clock = new MovableClock();

	private final TestSessions visitors = new TestSessions(this.college, this.clock);

	private final TestJournal journal = new TestJournal(this.clock);

	private final SingleLogout logout = new SingleLogout(new FakeProtocol().only(), this.visitors.sessions(),
			this.journal.trail(), this.clock);

	@AfterEach
	void close() {
		this.journal.close();
	}

	private Optional<Answer> hear(String body, @Nullable EspaceKey espace) {
		return this.logout.hear(FakeRequest.post("/pronote/parent.html", body), this.college, espace,
				body.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void messageEndsTheSessionThatItsTicketOpenedAndNoOther() {
		Sessions.Opened named = this.visitors.open(EspaceKey.PARENT, "mdupont", "atrium", "ST-1");
		Sessions.Opened other = this.visitors.open(EspaceKey.PARENT, "ldurand", "atrium", "ST-2");

		Optional<Answer> answer = hear("logoutRequest=ST-1", EspaceKey.PARENT);

		assertThat(answer).get().extracting(Answer::status).isEqualTo(200);
		assertThat(answer.orElseThrow().body()).isEmpty();
		assertThat(this.visitors.isOpen(named)).isFalse();
		assertThat(this.visitors.isOpen(other)).isTrue();
	}

	@Test
	void messageMayBePostedToAnAddressThatNoEspaceOwns() {
		Sessions.Opened named = this.visitors.open(EspaceKey.PARENT, "mdupont", "atrium", "ST-1");

		hear("logoutRequest=ST-1", null);

		assertThat(this.visitors.isOpen(named)).isFalse();
	}

	@Test
	void everySessionThatEndsIsInTheJournal() {
		this.visitors.open(EspaceKey.PARENT, "mdupont", "atrium", "ST-1");
		this.visitors.open(EspaceKey.ELEVE, "ldurand", "elyco", "ST-2");

		hear("logoutRequest=ST-1,ST-2,ST-3", EspaceKey.PARENT);

		assertThat(this.journal.entries())
			.extracting(AuditEntry::type, AuditEntry::espace, AuditEntry::delegation, AuditEntry::person,
					AuditEntry::address)
			.containsExactly(tuple(AuditType.SINGLE_LOGOUT, "parent", "atrium", "mdupont", "192.0.2.1"),
					tuple(AuditType.SINGLE_LOGOUT, "eleve", "elyco", "ldurand", "192.0.2.1"));
	}

	@Test
	void messageWhenItEndsNothingThenAnsweredAlike() {
		assertThat(hear("logoutRequest=ST-of-nobody", EspaceKey.PARENT)).get()
			.usingRecursiveComparison()
			.isEqualTo(Answer.empty(200));
		assertThat(this.journal.entries()).isEmpty();
	}

	@Test
	void bodyWhenItIsNoMessageThenNotAnswered() {
		assertThat(hear("username=mdupont", EspaceKey.PARENT)).isEmpty();
	}

	@Test
	void formHasTheFieldOfAMessageEvenWhenItCannotBeRead() {
		assertThat(SingleLogout.isMessage(Form.read("logoutRequest=%3Cx".getBytes(StandardCharsets.UTF_8)))).isTrue();
		assertThat(SingleLogout.isMessage(Form.read("username=logoutRequest".getBytes(StandardCharsets.UTF_8))))
			.isFalse();
	}

}
