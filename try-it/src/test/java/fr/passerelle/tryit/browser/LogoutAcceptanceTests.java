package fr.passerelle.tryit.browser;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Leaving: here only, or in the ENT too; one Espace, or all.
 */
@InABrowser
class LogoutAcceptanceTests {

	private static final String QUESTION = "Se déconnecter";

	private static final String DONE = "Déconnexion terminée";

	private final Trial trial;

	private final Browser browser;

	LogoutAcceptanceTests(Trial trial) {
		this.trial = trial;
		this.browser = trial.browser(Screen.PHONE);
	}

	@Test
	void hereThenTheEntStillKnowsThePerson() {
		enterParents();
		this.browser.follow("Se déconnecter").awaitHeading(QUESTION);
		assertThat(this.browser.texts(".tick .name")).containsExactly("Espace Parents");
		assertThat(this.browser.faults("logout")).isEmpty();

		this.browser.click("button[value=here]").awaitHeading(DONE);
		assertThat(this.browser.faults("logged-out")).isEmpty();
		assertThat(this.trial.horizon().ssoSessions()).isOne();

		this.browser.open(this.trial.college("/pronote/parent.html")).awaitHeading("Espace Parents");
	}

	@Test
	void inTheEntTooThenItAsksAgain() {
		enterParents();
		this.browser.follow("Se déconnecter").awaitHeading(QUESTION).click("button[value=ent]");

		this.browser.await("the ENT's sessions to end", () -> this.trial.horizon().ssoSessions() == 0);
		this.browser.open(this.trial.college("/pronote/parent.html")).awaitHeading("Qui êtes-vous ?");
	}

	@Test
	void oneOfTwoEspacesLeftThenTheOtherStays() {
		enterParents();
		this.browser.open(this.trial.college("/pronote/direction.html"))
			.awaitHeading("Se connecter")
			.signIn("c.bernard", "direction-essai")
			.awaitHeading("Espace Direction");
		this.browser.open(this.trial.college("/pronote/logout")).awaitHeading(QUESTION);
		assertThat(this.browser.texts(".tick .name")).containsExactlyInAnyOrder("Espace Parents", "Espace Direction");
		assertThat(this.browser.faults("logout-two")).isEmpty();

		this.browser.click("input[value=direction]:checked").click("button[value=here]").awaitHeading(DONE);

		this.browser.open(this.trial.college("/pronote/direction.html")).awaitHeading("Espace Direction");
	}

	@Test
	void endedAtTheEntThenHereToo() {
		enterParents();

		this.trial.horizon().signOut("mdupont");
		assertThat(this.trial.horizon().awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();

		this.browser.reload().awaitHeading("Qui êtes-vous ?");
	}

	@Test
	void nobodySignedInThenSaid() {
		this.browser.open(this.trial.college("/pronote/logout")).awaitHeading(QUESTION);

		assertThat(this.browser.text("main")).contains("Aucune session n’est ouverte");
		assertThat(this.browser.faults("logout-nobody")).isEmpty();
	}

	private void enterParents() {
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont").awaitHeading("Espace Parents");
	}

}
