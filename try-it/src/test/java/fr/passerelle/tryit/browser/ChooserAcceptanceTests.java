package fr.passerelle.tryit.browser;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An Espace with two ENTs: the person chooses, once.
 */
@InABrowser
class ChooserAcceptanceTests {

	private static final String QUESTION = "Comment voulez-vous vous connecter ?";

	private final Trial trial;

	private final Browser browser;

	ChooserAcceptanceTests(Trial trial) {
		this.trial = trial;
		this.browser = trial.browser(Screen.PHONE);
	}

	@Test
	void entChosenThenThePageAskedForWithItsFragment() {
		this.browser.open(this.trial.college("/pronote/eleve.html?semaine=12#absences")).awaitHeading(QUESTION);

		assertThat(this.browser.texts(".choice")).containsExactly("ENT Horizon (essai)", "ENT Littoral (essai)");
		assertThat(this.browser.text("main")).doesNotContain("compte de l’établissement");
		assertThat(this.browser.faults("chooser")).isEmpty();
		this.browser.click("button[value=littoral]").pick("ldupont").awaitHeading("Espace Élèves");

		assertThat(this.browser.url())
			.isEqualTo(this.trial.college("/pronote/eleve.html?semaine=12#absences").toString());
		assertThat(this.browser.text("#identity ~ dl")).contains("Léa Dupont", "élève (ELV)", "littoral");
		assertThat(this.browser.text("#verdict")).isEqualTo("Signature vérifiée");
		assertThat(this.browser.faults("espace-eleves")).isEmpty();
	}

	@Test
	void chosenBeforeThenNotAskedAgain() {
		chooseLittoral();
		leave();

		this.browser.open(this.trial.college("/pronote/eleve.html")).awaitHeading("Espace Élèves");

		assertThat(this.browser.text("#identity ~ dl")).contains("littoral");
	}

	@Test
	void anotherEntWantedThenPageCommuneLeadsBackToTheChooser() {
		chooseLittoral();
		leave();

		this.browser.open(this.trial.college("/pronote/"));
		this.browser.click("a[href*='/eleve.html?choose=true']").awaitHeading(QUESTION);
		this.browser.click("button[value=horizon]").pick("hdupont").awaitHeading("Espace Élèves");

		assertThat(this.browser.text("#identity ~ dl")).contains("Hugo Dupont", "horizon");
	}

	@Test
	void keyboardAloneThenItIsEnough() {
		this.browser.open(this.trial.college("/pronote/eleve.html#notes")).awaitHeading(QUESTION);

		this.browser.tabTo("ENT Littoral").press(Keys.ENTER);
		this.browser.awaitHeading("Qui êtes-vous ?");
		this.browser.tabTo("Zoé").press(Keys.ENTER);

		this.browser.awaitHeading("Espace Élèves");
		assertThat(this.browser.text("#identity ~ dl")).contains("Zoé d'Alméida");
		assertThat(this.browser.url()).endsWith("/pronote/eleve.html#notes");
	}

	private void chooseLittoral() {
		this.browser.open(this.trial.college("/pronote/eleve.html"))
			.awaitHeading(QUESTION)
			.click("button[value=littoral]")
			.pick("ldupont")
			.awaitHeading("Espace Élèves");
	}

	private void leave() {
		this.browser.open(this.trial.college("/pronote/logout"))
			.awaitHeading("Se déconnecter")
			.click("button[value=here]")
			.awaitHeading("Déconnexion terminée");
	}

}
