package fr.passerelle.gateway.acceptance;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.Quirk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The known faults of the platforms that mock-cas imitates, and their dates. */
class PlatformQuirksAcceptanceTests extends Acceptance {

	private static final String PARENTS = "/pronote/parent.html";

	@ParameterizedTest
	@EnumSource(names = { "KOSMOS", "EDIFICE", "RECIA_2014", "LACLASSE", "APEREO", "ATRIUM" })
	void theQuirksOfAPlatformLetItsPeopleIn(Platform platform) {
		try (MockCasServer ent = PlatformWay.start(platform, platform.quirks().toArray(Quirk[]::new))) {
			for (PlatformWay way : PlatformWay.of(platform).toList()) {
				offer(way, ent);
				TestBrowser visitor = new TestBrowser();
				assertThat(visitor.signIn(college(PARENTS), "mdupont").isEcho().told("Passerelle-Profiles"))
					.isEqualTo("TUT");
				new TestBrowser().signIn(college(PARENTS), "tlefevre")
					.isRefused((platform == Platform.EDIFICE) ? ErrorCode.PROFILE_NOT_ALLOWED
							: ErrorCode.OTHER_ESTABLISHMENT);
			}
		}
	}

	@Test
	void aProfileInLettersAndAsANumberIsOne() {
		PlatformWay way = new PlatformWay(Platform.RECIA, "CAS2");
		try (MockCasServer ent = PlatformWay.start(Platform.RECIA, Quirk.BOTH_CODES, Quirk.CAS2_ATTRIBUTES)) {
			offer(way, ent);
			Reply inside = this.browser.signIn(college("/pronote/professeur.html"), "sroux").isEcho();
			assertThat(inside.told("Passerelle-Profiles")).isEqualTo("ENS");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "APEREO", "RECIA" })
	void attributesThatAPlatformKeepsFromCas2OpenNothing(Platform platform) {
		try (MockCasServer ent = PlatformWay.start(platform)) {
			ent.person("nameless").name("Nadège", "Perrin").profile("National_TUT").establishment(World.COLLEGE_UAI);
			offer(new PlatformWay(platform, "CAS2"), ent);
			this.browser.signIn(college(PARENTS), "nameless").isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		}
	}

	@Test
	void anEntThatStopsBeforeTheTicketLeavesTheWayOpen() {
		PlatformWay way = new PlatformWay(Platform.RECIA, "CAS3");
		try (MockCasServer stops = PlatformWay.start(Platform.RECIA, Quirk.STOPS_BEFORE_TICKET);
				MockCasServer later = PlatformWay.start(Platform.RECIA)) {
			offer(way, stops);
			assertThat(this.browser.signIn(college(PARENTS), "mdupont").body()).contains("charte");
			offer(way, later);
			this.browser.signIn(college(PARENTS), "mdupont").isEcho();
		}
	}

	@Test
	void lemonLdapsPlainRefusalIsARefusal() {
		PlatformWay way = new PlatformWay(Platform.LEMONLDAP, "CAS3");
		try (MockCasServer ent = PlatformWay.start(Platform.LEMONLDAP, Quirk.PLAIN_REFUSAL)) {
			offer(way.block(ent).replace("validation: CAS3", "validation: CAS3, renew: true"), way.id());
			this.browser.get(college(PARENTS));
			this.browser.get(college(PARENTS + "?ticket=" + ticketOfASession(ent)))
				.isRedirectStarting(ent.url() + "/login?service=");
			this.browser.get(college(PARENTS + "?ticket=" + ticketOfASession(ent))).isRefused(ErrorCode.TICKET_REFUSED);
			assertThat(ent.validations()).hasSize(2).allMatch((request) -> request.outcome().equals("INVALID_TICKET"));
		}
	}

	@Test
	void lemonLdapsUnescapedValueIsRefusedAndOthersComeIn() {
		try (MockCasServer ent = PlatformWay.start(Platform.LEMONLDAP, Quirk.UNESCAPED)) {
			ent.person("mdupont").name("Marie", "Dupont & Fils");
			offer(new PlatformWay(Platform.LEMONLDAP, "CAS2"), ent);
			this.browser.signIn(college(PARENTS), "mdupont").isRefused(ErrorCode.ENT_ANSWER_INVALID);
			new TestBrowser().signIn(college(PARENTS), "grichard").isEcho();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "KOSMOS", "EDIFICE", "EOLESSO", "LACLASSE" })
	void aBirthDateInAPlatformsFormatIdentifiesAPupil(Platform platform) {
		this.world.admin("POST", "/establishments/" + World.COLLEGE_UAI + "/people/import",
				"identifiant;nom;prenom;dateNaissance;espaces\ny.sorel;Sorel;Yanis;29/02/2016;eleve\n", "Content-Type",
				"text/csv; charset=utf-8");
		try (MockCasServer ent = PlatformWay.start(platform)) {
			ent.person("yanis")
				.name("Yanis", "Sorel")
				.profile("National_ELV")
				.establishment(World.COLLEGE_UAI)
				.attribute("ENTPersonDateNaissance", "29/02/2016");
			PlatformWay way = new PlatformWay(platform, "CAS2");
			offer(way.block(ent).replace(", protocol:", ", recognition: [IDENTITY], protocol:"), way.id());
			assertThat(this.browser.signIn(college("/pronote/eleve.html"), "yanis").isEcho().told("Passerelle-User"))
				.isEqualTo("y.sorel");
			new TestBrowser().signIn(college("/pronote/eleve.html"), "ldupont").isRefused(ErrorCode.UNKNOWN_PERSON);
		}
	}

	/** A ticket that comes from the ENT's session, and from no fresh password. */
	private String ticketOfASession(MockCasServer ent) {
		String login = ent.url() + "/login?service=" + TestBrowser.encode(college(PARENTS));
		TestBrowser inside = new TestBrowser();
		inside.post(login, "username=mdupont");
		String back = inside.get(login).location();
		return back.substring(back.indexOf("ticket=") + "ticket=".length());
	}

	@ParameterizedTest
	@EnumSource(names = { "KOSMOS", "LACLASSE", "APEREO" })
	void theDiagnosisTellsThatAPlatformRefusesTheService(Platform platform) {
		try (MockCasServer ent = MockCasServer.server()
			.platform(platform)
			.services("https://other.exemple.invalid/**")
			.build()) {
			ent.start();
			PlatformWay way = PlatformWay.of(platform).findFirst().orElseThrow();
			offer(way, ent);
			assertThat(this.world
				.admin("POST", "/establishments/" + World.COLLEGE_UAI + "/delegations/" + way.id() + "/diagnosis", "")
				.body()).contains("LOGIN_PAGE_SERVICE_REFUSED");
		}
	}

	private void offer(PlatformWay way, MockCasServer ent) {
		offer(way.block(ent), way.id());
	}

	private void offer(String block, String id) {
		this.world.put(World.COLLEGE_UAI, PlatformWay.document(this.world, block, id));
	}

}
