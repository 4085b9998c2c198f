package fr.passerelle.tryit.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One Espace, three protocols: a parent comes by each in turn and leaves by it again.
 */
@OnEachScreen
class ProtocolsAcceptanceTests {

	private static final String QUESTION = "Comment voulez-vous vous connecter ?";

	private static final String PAGE = "/pronote/parent.html?enfant=2&mois=d%C3%A9cembre";

	/** A browser keeps it over redirects. */
	private static final String FRAGMENT = "#notes";

	private static final String LEAVE = "Se déconnecter";

	private static final String LEFT = "Déconnexion terminée";

	private final ThreeWays school;

	private final Browser browser;

	ProtocolsAcceptanceTests(Screen screen, Trial trial) {
		this.school = trial.threeWays();
		this.browser = trial.browser(screen);
	}

	@Test
	void chooserOffersEachByItsName() {
		this.browser.open(this.school.at(PAGE)).awaitHeading(QUESTION);

		assertThat(this.browser.attribute("html", "lang")).isEqualTo("fr");
		assertThat(this.browser.texts(".choice")).containsExactly("ENT Atlantique (essai)", "EduConnect",
				"Portail des familles (essai)");
		assertThat(this.browser.faults("chooser-protocols")).isEmpty();
	}

	@Test
	void casThenThePageAskedForAndBothWaysOut() {
		comeAndLeave(ThreeWays.CAS, PAGE + FRAGMENT, "Marie Dupont", "Qui êtes-vous ?",
				() -> this.browser.pick("mdupont"));
	}

	@Test
	void eduConnectThenThePageAskedForAndBothWaysOut() {
		// A form that another site posts has no fragment.
		comeAndLeave(ThreeWays.EDUCONNECT, PAGE, "Anne Petit", "Qui se connecte ?", () -> asParent("a.petit"));
	}

	@Test
	void openIdConnectThenThePageAskedForAndBothWaysOut() {
		comeAndLeave(ThreeWays.OIDC, PAGE + FRAGMENT, "Flore Martin", "Qui se connecte ?", () -> asParent("f.martin"));
	}

	private void asParent(String username) {
		this.browser.click("button[value=responsable]").awaitHeading("Je me connecte");
		this.browser.click("button[value='%s']".formatted(username));
	}

	private void comeAndLeave(String delegation, String page, String name, String heading, Runnable signIn) {
		int others = this.school.sessions(delegation);
		this.browser.open(this.school.at(page))
			.awaitHeading(QUESTION)
			.click("button[value=%s]".formatted(delegation))
			.awaitHeading(heading);
		signIn.run();
		assertArrived(delegation, page, name);

		this.browser.follow(LEAVE).awaitHeading(LEAVE).click("button[value=here]").awaitHeading(LEFT);
		assertThat(this.school.sessions(delegation)).as("signed in at the provider still").isEqualTo(others + 1);
		this.browser.open(this.school.at(page));
		assertArrived(delegation, page, name);

		this.browser.follow(LEAVE).awaitHeading(LEAVE).click("button[value=ent]");
		this.browser.await("the provider's session to end", () -> this.school.sessions(delegation) == others);
		if (!delegation.equals(ThreeWays.CAS)) {
			// These two lead back. An ENT keeps people on its own page.
			this.browser.awaitHeading(LEFT);
			assertThat(this.browser.url()).startsWith(this.school.at("/").toString());
		}
		this.browser.open(this.school.at(page)).awaitHeading(heading);
	}

	private void assertArrived(String delegation, String page, String name) {
		this.browser.awaitHeading("Espace Parents");
		assertThat(this.browser.url()).isEqualTo(this.school.at(page).toString());
		assertThat(this.browser.text("#identity ~ dl")).contains(name, "responsable d’élève (TUT)", delegation);
	}

}
