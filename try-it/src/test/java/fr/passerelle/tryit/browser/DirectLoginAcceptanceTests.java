package fr.passerelle.tryit.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People without an ENT account sign in at the gateway's own form.
 */
@InABrowser
class DirectLoginAcceptanceTests {

	private static final String FORM = "Se connecter";

	private final Trial trial;

	private final Browser browser;

	DirectLoginAcceptanceTests(Trial trial) {
		this.trial = trial;
		this.browser = trial.browser(Screen.PHONE);
	}

	@Test
	void wrongPasswordThenSaidAndTheRightOneLandsOnTheFragment() {
		this.browser.open(this.trial.college("/pronote/direction.html?vue=jour#absences")).awaitHeading(FORM);
		assertThat(this.browser.faults("direct-login")).isEmpty();

		this.browser.signIn("c.bernard", "un autre mot");
		this.browser.await("the error", () -> this.browser.has("#error"));
		assertThat(this.browser.text("#error")).contains("Identifiant ou mot de passe incorrect");
		assertThat(this.browser.title()).startsWith("Erreur : ");
		assertThat(this.browser.faults("direct-login-refused")).isEmpty();

		this.browser.signIn("c.bernard", "direction-essai").awaitHeading("Espace Direction");
		assertThat(this.browser.url())
			.isEqualTo(this.trial.college("/pronote/direction.html?vue=jour#absences").toString());
		assertThat(this.browser.text("#identity ~ dl")).contains("Claire Bernard", "directe, sans ENT");
		assertThat(this.browser.text("#verdict")).isEqualTo("Signature vérifiée");
	}

	@Test
	void askedForBesideAnEntThenItsFormOpens() {
		this.browser.open(this.trial.college("/pronote/parent.html?login=true")).awaitHeading(FORM);

		this.browser.signIn("m.dupont", "parents-essai").awaitHeading("Espace Parents");

		assertThat(this.browser.text("#identity ~ dl")).contains("Marie Dupont", "directe, sans ENT");
		assertThat(this.browser.url()).doesNotContain("login=true");
	}

	@Test
	void notOfferedThenTheParameterHasNoEffect() {
		this.browser.open(this.trial.college("/pronote/eleve.html?login=true"));

		this.browser.awaitHeading("Comment voulez-vous vous connecter ?");
		assertThat(this.browser.has("#password")).isFalse();
	}

	@Test
	void passwordRevealedThenItCanBeRead() {
		this.browser.open(this.trial.college("/pronote/direction.html")).awaitHeading(FORM);

		this.browser.type("#password", "lisible").click(".reveal");

		assertThat(this.browser.attribute("#password", "type")).isEqualTo("text");
		assertThat(this.browser.faults("direct-login-revealed")).isEmpty();
	}

}
