package fr.passerelle.gateway.acceptance;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.Layout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionAcceptanceTests extends Acceptance {

	@AfterEach
	void usualLayout() {
		this.world.horizon.layout(Layout.GROUPED);
	}

	@ParameterizedTest
	@EnumSource(Layout.class)
	void theFourLayoutsAreRead(Layout layout) {
		this.world.horizon.layout(layout);
		Reply page = this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		assertThat(page.told("Passerelle-Name")).isEqualTo("Marie Dupont");
		assertThat(page.told("Passerelle-Profiles")).isEqualTo("TUT");
		new TestBrowser().signIn(college("/pronote/parent.html"), "pmartin").isEcho();
		new TestBrowser().signIn(college("/pronote/parent.html"), "tlefevre").isRefused(ErrorCode.OTHER_ESTABLISHMENT);
	}

	@ParameterizedTest
	@CsvSource({ "/pronote/parent.html,mdupont,TUT", "/pronote/mobile.parent.html,grichard,TUT",
			"/pronote/professeur.html,sroux,ENS", "/pronote/professeur.html,jpetit,DOC",
			"/pronote/viescolaire.html,nmoreau,EVS" })
	void everyDialectLetsItsPeopleIn(String page, String person, String profile) {
		Reply landed = this.browser.signIn(college(page), person).isEcho();
		assertThat(landed.told("Passerelle-User")).isEqualTo(person);
		assertThat(landed.told("Passerelle-Profiles")).isEqualTo(profile);
	}

	@Test
	void cas1GivesANameAndNoProfileAndOpensPageCommune() {
		Reply ent = this.browser.follow(this.browser.post(college("/pronote/"), "passerelle-delegation=horizon-cas1"));
		Reply commune = this.browser.signInAt(ent, "mdupont");
		assertThat(commune.status()).isEqualTo(200);
		assertThat(commune.body()).contains("mdupont");
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@Test
	void aTeacherWhoIsAlsoAParentEntersTheEspaceAskedFor() {
		assertThat(this.browser.signIn(college("/pronote/parent.html"), "pmartin").isEcho().told("Passerelle-Profiles"))
			.isEqualTo("TUT,ENS");
		TestBrowser other = new TestBrowser();
		assertThat(other.signIn(college("/pronote/professeur.html"), "pmartin").isEcho().told("Passerelle-Espace"))
			.isEqualTo("professeur");
	}

	@Test
	void aPupilIsRefusedAmongParentsAndShownTheWay() {
		Reply reply = this.browser.signIn(college("/pronote/parent.html"), "ldupont");
		reply.isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		assertThat(reply.body()).contains("Espace Élèves", college("/pronote/eleve.html"));
		assertThat(reply.setCookies()).noneMatch((cookie) -> cookie.contains("-s-") && !cookie.contains("Max-Age=0"));
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
		assertThat(this.world.application.asked()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "tlefevre,/pronote/parent.html,OTHER_ESTABLISHMENT", "cnoel,/pronote/parent.html,PROFILE_NOT_ALLOWED",
			"anonyme,/pronote/parent.html,PROFILE_NOT_ALLOWED", "agarcia,/pronote/parent.html,PROFILE_NOT_ALLOWED",
			"ifabre,/pronote/academie.html,UNKNOWN_PERSON" })
	void whoDoesNotBelongIsToldWhy(String person, String page, ErrorCode code) {
		this.browser.signIn(college(page), person).isRefused(code);
		assertThat(this.world.application.asked()).isEmpty();
	}

	@Test
	void someoneOfTwoEstablishmentsIsAtHomeInBoth() {
		this.browser.signIn(college("/pronote/parent.html"), "efaure").isEcho();
		new TestBrowser().signIn(lycee("/pronote/parent.html"), "efaure").isEcho();
	}

	@Test
	void theRefusalOfAProgramIsAProblemInItsLanguage() {
		Reply reply = this.browser.get(college("/pronote/parent.html"), "Accept", "application/json", "Accept-Language",
				"en");
		reply.isRefused(ErrorCode.LOGIN_REQUIRED);
		assertThat(reply.json().get("code").asString()).isEqualTo("LOGIN_REQUIRED");
		assertThat(reply.json().get("reference").asString()).isNotBlank();
		assertThat(reply.header("Content-Language")).isEqualTo("en");
	}

}
