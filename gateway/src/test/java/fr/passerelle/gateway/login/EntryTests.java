package fr.passerelle.gateway.login;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.login.Entry.Opened;
import fr.passerelle.gateway.login.Entry.PasswordAsked;
import fr.passerelle.gateway.login.Entry.Refused;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.session.EntSession;
import fr.passerelle.gateway.session.GatewaySession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static fr.passerelle.gateway.login.LoginFixture.ELEVE;
import static fr.passerelle.gateway.login.LoginFixture.PARENT;
import static fr.passerelle.gateway.login.LoginFixture.delegation;
import static fr.passerelle.gateway.login.LoginFixture.parent;
import static fr.passerelle.gateway.login.LoginFixture.pupil;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who comes in: the contract's rules of who may enter, as far as they are decided between
 * the ENT's word and the session.
 */
@SuppressWarnings("NullAway.Init")
class EntryTests {

	private static final Delegation PROFILE = delegation("atrium", Recognition.PROFILE);

	private static final Delegation PASSWORD = delegation("atrium", Recognition.PASSWORD);

	private static final Delegation IDENTITY = delegation("atrium", Recognition.IDENTITY);

	private static final Delegation EITHER = delegation("atrium", Recognition.PASSWORD, Recognition.PROFILE);

	private static final Person MARIE = new Person("m.dupont", "Dupont", "Marie", null, EnumSet.of(EspaceKey.PARENT),
			true, null, null);

	private static LoginFixture login;

	@BeforeAll
	static void open(@TempDir Path folder) {
		login = new LoginFixture(folder);
	}

	@AfterAll
	static void close() {
		login.close();
	}

	@BeforeEach
	void begin() {
		login.begin();
	}

	/**
	 * Contract, Who may enter 1 and Who may enter 4: a link is made once, and comes
	 * first.
	 */
	@Test
	void enterOfAPersonWhoWasLinkedAsksForNoPassword() {
		VouchedLogin vouched = vouched(PASSWORD, PARENT, parent("ent-marie"));
		assertThat(enter(vouched)).isEqualTo(new PasswordAsked(false));
		assertThat(login.entry().enterAs(MARIE, vouched)).isInstanceOf(Opened.class);
		assertThat(user(enter(vouched))).isEqualTo("m.dupont");
	}

	/** Contract, Who may enter 4. */
	@Test
	void enterWherePasswordIsOneStepOfSeveralAsksWithAWayOn() {
		VouchedLogin vouched = vouched(EITHER, PARENT, parent("x.roux"));
		assertThat(enter(vouched)).isEqualTo(new PasswordAsked(true));
		assertThat(user(join(login.entry().enterWithoutPassword(vouched)))).isEqualTo("x.roux");
	}

	/** Contract, Who may enter 5 and Who may enter 12. */
	@Test
	void enterByProfileTakesTheEntAtItsWord() {
		assertThat(user(enter(vouched(PROFILE, ELEVE, pupil("l.petit"))))).isEqualTo("l.petit");
	}

	/** Contract, Who may enter 6: nothing of another establishment's person is kept. */
	@Test
	void enterOfAnotherEstablishmentsPersonIsRefusedBeforeAnyRecognition() {
		RemoteIdentity other = new RemoteIdentity("l.petit",
				Map.of("ENTPersonProfils", List.of("National_ELV"), "ENTPersonStructRattachRNE", List.of("0750002B")));
		assertThat(enter(vouched(IDENTITY, ELEVE, other)))
			.isEqualTo(new Refused(ErrorCode.OTHER_ESTABLISHMENT, Set.of(), null));
		assertThat(login.identities()).isZero();
		enter(vouched(IDENTITY, ELEVE, pupil("l.petit")));
		assertThat(login.identities()).isOne();
	}

	/** Contract, Login 14 and Who may enter 12. */
	@Test
	void enterWithAProfileOfAnotherEspaceSaysWhatIsOpen() {
		assertThat(enter(vouched(PROFILE, PARENT, pupil("l.petit"))))
			.isEqualTo(new Refused(ErrorCode.PROFILE_NOT_ALLOWED, Set.of(EspaceKey.ELEVE), null));
	}

	/** Contract, Who may enter 14. */
	@Test
	void enterAsALocalPersonOpensTheRecordsOwnEspaces() {
		assertThat(login.entry().enterAs(MARIE, vouched(PASSWORD, ELEVE, pupil("ent-marie"))))
			.isEqualTo(new Refused(ErrorCode.PROFILE_NOT_ALLOWED, Set.of(EspaceKey.PARENT), null));
		assertThat(login.entry().enterAs(MARIE, vouched(PASSWORD, PARENT, pupil("ent-marie"))))
			.isInstanceOf(Opened.class);
	}

	/** Traps S-50: neither a password nor a profile takes a child for the parent. */
	@Test
	void enterWithTheOtherKindOfEduConnectAccountNamesIt() {
		Delegation educonnect = LoginFixture.educonnect(Recognition.PASSWORD, Recognition.PROFILE);
		assertThat(account(educonnect, PARENT, "eleve2d")).isEqualTo(Profile.ELV);
		assertThat(account(educonnect, ELEVE, "resp1d")).isEqualTo(Profile.TUT);
		assertThat(account(educonnect, ELEVE, "[\"resp2d\"]")).isEqualTo(Profile.TUT);
		assertThat(enter(vouched(educonnect, ELEVE, LoginFixture.account("eleve2d"))))
			.isEqualTo(new PasswordAsked(true));
		assertThat(enter(vouched(educonnect, ELEVE, LoginFixture.account("autre")))).isEqualTo(new PasswordAsked(true));
		assertThat(join(login.entry().enterWithoutPassword(vouched(educonnect, ELEVE, LoginFixture.account("autre")))))
			.isEqualTo(new Refused(ErrorCode.UNKNOWN_PERSON, Set.of(), "UNKNOWN"));
	}

	/** The record's own Espaces stand above what the account is. */
	@Test
	void enterOfALinkedPersonGoesByTheRecord() {
		Delegation educonnect = LoginFixture.educonnect(Recognition.PASSWORD);
		VouchedLogin vouched = vouched(educonnect, PARENT, LoginFixture.account("eleve2d"));
		assertThat(login.entry().enterAs(MARIE, vouched)).isInstanceOf(Opened.class);
		Refused refused = (Refused) enter(vouched(educonnect, ELEVE, LoginFixture.account("resp2d")));
		assertThat(refused.open()).contains(EspaceKey.PARENT);
		assertThat(refused.account()).isEqualTo(Profile.TUT);
	}

	private static @Nullable Profile account(Delegation delegation, String page, String affiliation) {
		Refused refused = (Refused) enter(vouched(delegation, page, LoginFixture.account(affiliation)));
		assertThat(refused.code()).isEqualTo(ErrorCode.PROFILE_NOT_ALLOWED);
		return refused.account();
	}

	@Test
	void enterOfAPersonWhomNothingRecognisesIsRefusedWithTheReason() {
		VouchedLogin vouched = vouched(IDENTITY, PARENT, parent("x.roux"));
		assertThat(enter(vouched)).isEqualTo(new Refused(ErrorCode.UNKNOWN_PERSON, Set.of(), "UNKNOWN"));
	}

	/** Contract, Login 19: the ticket names the session. */
	@Test
	void enterOpensASessionThatItsTicketEnds() {
		GatewaySession session = session(enter(vouched(PROFILE, ELEVE, pupil("l.petit"))));
		assertThat(login.school().sessions().endByTicket(session.uai(), EspaceKey.ELEVE, "ST-other")).isEmpty();
		assertThat(login.school().sessions().endByTicket(session.uai(), EspaceKey.ELEVE, "ST-1"))
			.containsExactly(session);
	}

	/** Contract, Login 22: a new sign-in of the same browser replaces the session. */
	@Test
	void enterEndsTheSessionThatTheBrowserHadInThisEspace() {
		Opened before = (Opened) enter(vouched(PROFILE, ELEVE, pupil("l.petit")));
		GatewaySession session = session(before);
		FakeRequest again = FakeRequest.get(ELEVE).cookiesOf(Answer.empty(200).with(before.cookie()));
		enter(vouched(PROFILE, again, pupil("a.noel")));
		assertThat(login.school().sessions().isOpen(session)).isFalse();
	}

	@Test
	void enterWritesTheJournal() {
		enter(vouched(PROFILE, ELEVE, pupil("l.petit")));
		assertThat(login.journal()).singleElement().satisfies((entry) -> {
			assertThat(entry.type()).isEqualTo(AuditType.LOGIN_SUCCEEDED);
			assertThat(entry.person()).isEqualTo("l.petit");
			assertThat(entry.espace()).isEqualTo("eleve");
			assertThat(entry.delegation()).isEqualTo("atrium");
			assertThat(entry.address()).isEqualTo("192.0.2.1");
		});
	}

	private static Entry.Result enter(VouchedLogin vouched) {
		return join(login.entry().enter(vouched));
	}

	private static Entry.Result join(CompletionStage<Entry.Result> result) {
		return result.toCompletableFuture().join();
	}

	private static VouchedLogin vouched(Delegation delegation, String page, RemoteIdentity identity) {
		return vouched(delegation, FakeRequest.get(page), identity);
	}

	private static VouchedLogin vouched(Delegation delegation, FakeRequest request, RemoteIdentity identity) {
		Establishment college = LoginFixture.school(delegation);
		return new VouchedLogin(LoginFixture.visit(college, request), delegation, identity, EntSession.ofTicket("ST-1"),
				request.target());
	}

	private static GatewaySession session(Entry.Result result) {
		Answer answer = Answer.empty(200).with(((Opened) result).cookie());
		Establishment college = LoginFixture.school(PROFILE);
		return List.of(EspaceKey.PARENT, EspaceKey.ELEVE)
			.stream()
			.flatMap((key) -> Stream.ofNullable(login.session(answer, college, key)))
			.findFirst()
			.orElseThrow();
	}

	private static String user(Entry.Result result) {
		return session(result).visitor().user();
	}

}
