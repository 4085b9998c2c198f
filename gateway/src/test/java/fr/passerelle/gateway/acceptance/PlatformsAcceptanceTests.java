package fr.passerelle.gateway.acceptance;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.SentLogout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Through every platform of ENTs that mock-cas imitates: sign in, be refused, leave. The
 * README of mock-cas names the source of each platform's ways. One document offers all of
 * them, so that a test costs no change of configuration.
 */
class PlatformsAcceptanceTests {

	private static final Map<Platform, MockCasServer> ENTS = new EnumMap<>(Platform.class);

	/** Their connectors for PRONOTE name no school. */
	private static final Set<Platform> WITHOUT_SCHOOL = EnumSet.of(Platform.EDIFICE, Platform.EOLESSO);

	private static final World WORLD = World.shared();

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void offerEveryPlatform() {
		for (Platform platform : Platform.values()) {
			ENTS.put(platform, PlatformWay.start(platform));
		}
		WORLD.reset();
		WORLD.put(World.COLLEGE_UAI,
				PlatformWay.document(WORLD, ways().map((way) -> way.block(ent(way))).collect(Collectors.joining()),
						ways().map(PlatformWay::id).collect(Collectors.joining(", "))));
	}

	@AfterAll
	static void closeEnts() {
		ENTS.values().forEach(MockCasServer::close);
		ENTS.clear();
	}

	@BeforeEach
	void putTheEntsInOrder() {
		ENTS.values().forEach(MockCasServer::resetAll);
	}

	static Stream<PlatformWay> ways() {
		return PlatformWay.all();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void everyPlatformLetsItsPeopleIn(PlatformWay way) {
		assertThat(enters(way, "parent", "mdupont").told("Passerelle-Profiles")).isEqualTo("TUT");
		assertThat(enters(way, "eleve", "zdalmeida").told("Passerelle-Name")).isEqualTo("Zo%C3%A9 d'Alm%C3%A9ida");
		assertThat(enters(way, "professeur", "sroux").told("Passerelle-Profiles")).isEqualTo("ENS");
		enters(way, "professeur", "jpetit");
		enters(way, "parent", "grichard");
	}

	@ParameterizedTest
	@MethodSource("ways")
	void everyPlatformsPeopleAreRefusedAtTheWrongEspaceAndTheWrongSchool(PlatformWay way) {
		opens(way, "parent", "ldupont").isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		opens(way, "parent", "cnoel").isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		opens(way, "parent", "anonyme").isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		Reply stranger = opens(way, "eleve", "tlefevre");
		if (WITHOUT_SCHOOL.contains(way.platform())) {
			stranger.isEcho();
		}
		else {
			stranger.isRefused(ErrorCode.OTHER_ESTABLISHMENT);
		}
	}

	@ParameterizedTest
	@MethodSource("ways")
	void everyPlatformsRefusalStartsOverOnceAndIsThenShown(PlatformWay way) {
		chooses(this.browser, way, "parent");
		this.browser.get(page("parent") + "?ticket=ST-invented-1")
			.isRedirectStarting(ent(way).url() + "/login?service=");
		Reply second = this.browser.get(page("parent") + "?ticket=ST-invented-2");
		second.isRefused(ErrorCode.TICKET_REFUSED);
		assertThat(second.body()).doesNotContain("ST-invented");
	}

	@ParameterizedTest
	@MethodSource("ways")
	void everyPlatformsTicketIsGoodOnceOnly(PlatformWay way) {
		Reply back = this.browser.ticketFor(chooses(this.browser, way, "parent"), "mdupont");
		this.browser.follow(back).isEcho();
		TestBrowser other = new TestBrowser();
		chooses(other, way, "parent");
		other.get(back.location()).isRedirectStarting(ent(way).url() + "/login?service=");
	}

	@ParameterizedTest
	@MethodSource("ways")
	void aPlatformsSingleLogoutEndsTheSession(PlatformWay way) {
		this.browser.signInAt(chooses(this.browser, way, "parent"), "mdupont").isEcho();
		ent(way).signOut("mdupont");
		assertThat(ent(way).ssoSessions()).isZero();
		if (way.platform() == Platform.LACLASSE) {
			// laclasse sends no message.
			this.browser.get(page("parent")).isEcho();
			return;
		}
		assertThat(ent(way).awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();
		assertThat(ent(way).logoutsSent()).extracting(SentLogout::result).containsExactly("200");
		isOutside(way);
	}

	@ParameterizedTest
	@MethodSource("ways")
	void leavingInTheEntTooEndsBothSessions(PlatformWay way) {
		this.browser.signInAt(chooses(this.browser, way, "parent"), "mdupont").isEcho();
		Reply leaves = this.browser.post(WORLD.college + "/pronote/logout", "passerelle-logout=ent");
		leaves.isRedirectStarting(ent(way).url() + "/logout?service=");
		isOutside(way);
		this.browser.follow(leaves);
		assertThat(ent(way).ssoSessions()).isZero();
		// Else it would come in during the next test.
		assertThat(way.platform() == Platform.LACLASSE || ent(way).awaitLogoutsSent(1, Duration.ofSeconds(10)))
			.isTrue();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void theDiagnosisTakesEveryPlatformsRefusalForOne(PlatformWay way) {
		Reply diagnosis = WORLD.admin("POST",
				"/establishments/" + World.COLLEGE_UAI + "/delegations/" + way.id() + "/diagnosis", "");
		assertThat(diagnosis.body()).contains("\"VALIDATION_REFUSES\"");
	}

	private Reply enters(PlatformWay way, String espace, String person) {
		Reply inside = opens(way, espace, person).isEcho();
		String user = ent(way).userOf(person, page(espace));
		// The second, if another test's ENT has someone of that user under another name.
		assertThat(inside.told("Passerelle-User")).isIn(user, user + "@" + way.id());
		assertThat(inside.told("Passerelle-Delegation")).isEqualTo(way.id());
		return inside;
	}

	private Reply opens(PlatformWay way, String espace, String person) {
		TestBrowser visitor = new TestBrowser();
		return visitor.signInAt(chooses(visitor, way, espace), person);
	}

	private Reply chooses(TestBrowser visitor, PlatformWay way, String espace) {
		return visitor.follow(visitor.post(page(espace), "passerelle-delegation=" + way.id()));
	}

	private void isOutside(PlatformWay way) {
		this.browser.get(page("parent")).isRedirectStarting(ent(way).url() + "/login?service=");
	}

	private static String page(String espace) {
		return WORLD.college + "/pronote/" + espace + ".html";
	}

	private static MockCasServer ent(PlatformWay way) {
		return Objects.requireNonNull(ENTS.get(way.platform()));
	}

}
