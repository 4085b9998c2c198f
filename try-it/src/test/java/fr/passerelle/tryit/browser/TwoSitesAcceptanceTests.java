package fr.passerelle.tryit.browser;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * EduConnect and the school are two sites, as they are for families. A browser sends no
 * {@code SameSite=Lax} cookie with a form that another site posts.
 */
@InABrowser
class TwoSitesAcceptanceTests {

	private static final String PAGE = "/pronote/parent.html?enfant=2";

	private static final String POST = "POST " + ThreeWays.RETURN;

	private static final String GET = "GET " + ThreeWays.HANDLE;

	private static final String EXPIRED = "Cette connexion n’est plus valable";

	private final ThreeWays school;

	private final Browser browser;

	TwoSitesAcceptanceTests(Trial trial) {
		this.school = trial.threeWays();
		this.browser = trial.browser(Screen.DESKTOP);
		this.school.school().forget();
	}

	@Test
	void postOfTheOtherSiteThenItHasNoCookieAndTheGetAfterItHas() {
		signIn();
		this.browser.awaitHeading("Espace Parents");

		assertThat(this.browser.url()).isEqualTo(this.school.at(PAGE).toString());
		assertThat(this.school.school().heads(POST)).singleElement()
			.asString()
			.contains("Sec-Fetch-Site: cross-site", "Origin: " + this.school.educonnectSite().url())
			.doesNotContainIgnoringCase("\r\nCookie:");
		assertThat(this.school.school().heads(GET)).singleElement()
			.asString()
			.contains("Sec-Fetch-Site: cross-site", "Cookie: ", "__Host-");
	}

	@Test
	void handleUsedTwiceThenRefusedAndTheSessionStays() {
		signIn();
		this.browser.awaitHeading("Espace Parents");

		this.browser.open(handle()).awaitHeading(EXPIRED);

		this.browser.open(this.school.at(PAGE)).awaitHeading("Espace Parents");
	}

	@Test
	void handleInAnotherBrowserThenRefusedAndTheLoginGoesOnWhereItBegan() {
		this.school.school().hold(GET);
		signIn();
		this.browser.awaitHeading("Held");
		try (Browser another = new Browser(Screen.DESKTOP)) {
			another.open(handle()).awaitHeading(EXPIRED);
			another.open(this.school.at(PAGE)).awaitHeading("Comment voulez-vous vous connecter ?");
			// With a login of its own under way it is no better.
			another.click("button[value=%s]".formatted(ThreeWays.EDUCONNECT)).awaitHeading("Qui se connecte ?");
			another.open(handle()).awaitHeading(EXPIRED);
		}

		this.browser.reload().awaitHeading("Espace Parents");
	}

	private void signIn() {
		this.browser.open(this.school.at(PAGE))
			.awaitHeading("Comment voulez-vous vous connecter ?")
			.click("button[value=%s]".formatted(ThreeWays.EDUCONNECT))
			.awaitHeading("Qui se connecte ?");
		assertThat(this.browser.url()).startsWith(this.school.educonnectSite().url());
		this.browser.click("button[value=responsable]").awaitHeading("Je me connecte").click("button[value='a.petit']");
	}

	/** The one-time address that the school led the browser to. */
	private URI handle() {
		List<String> heads = this.school.school().heads(GET);
		return this.school.at(heads.get(0).split(" ", 3)[1]);
	}

}
