package fr.passerelle.gateway.acceptance;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EstablishmentsAcceptanceTests extends Acceptance {

	@Test
	void aSessionOfOneEstablishmentIsNothingInAnother() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String secret = this.browser.cookies("localhost:" + this.world.port).get("passerelle-s-parent");
		this.browser.cookies("127.0.0.1:" + this.world.port).put("passerelle-s-parent", secret);
		this.browser.get(lycee("/pronote/parent.html"))
			.isRedirectStarting(
					this.world.horizon.url() + "/login?service=" + TestBrowser.encode(lycee("/pronote/parent.html")));
	}

	@Test
	void aLoginUnderWayForOneIsNothingInAnother() {
		this.browser.get(college("/pronote/parent.html"));
		this.browser.cookies("127.0.0.1:" + this.world.port)
			.putAll(this.browser.cookies("localhost:" + this.world.port));
		String ticket = this.world.horizon.signIn("mdupont", lycee("/pronote/parent.html"));
		this.browser.get(lycee("/pronote/parent.html?ticket=" + ticket)).isRedirectStarting(this.world.horizon.url());
		assertThat(this.world.horizon.validations()).isEmpty();
	}

	@Test
	void eachEstablishmentKnowsItsOwnPeopleAndName() {
		this.browser.signIn(lycee("/pronote/parent.html"), "mdupont").isRefused(ErrorCode.OTHER_ESTABLISHMENT);
		TestBrowser pupil = new TestBrowser();
		Reply landed = pupil.signIn(lycee("/pronote/eleve.html"), "tlefevre").isEcho();
		assertThat(landed.told("Passerelle-Establishment")).isEqualTo("0750002B");
		assertThat(new TestBrowser().get(lycee("/pronote/")).body()).contains("Lycée des Remparts")
			.doesNotContain("Jean-Moulin");
	}

}
