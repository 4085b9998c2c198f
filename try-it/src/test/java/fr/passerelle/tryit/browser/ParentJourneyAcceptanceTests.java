package fr.passerelle.tryit.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The journey of most people: a link to a page, the ENT, the page.
 */
@OnEachScreen
class ParentJourneyAcceptanceTests {

	private final Trial trial;

	private final Browser browser;

	ParentJourneyAcceptanceTests(Screen screen, Trial trial) {
		this.trial = trial;
		this.browser = trial.browser(screen);
	}

	@Test
	void signInAtTheEntThenLandsOnThePageAskedForWithQueryAndFragment() {
		this.browser.open(this.trial.college("/pronote/parent.html?enfant=2&mois=d%C3%A9cembre#notes"));

		assertThat(this.browser.awaitHeading("Qui êtes-vous ?").url()).startsWith(this.trial.horizon().url())
			.contains("service=");
		assertThat(this.browser.faults("ent")).isEmpty();
		this.browser.pick("mdupont").awaitHeading("Espace Parents");

		assertThat(this.browser.url())
			.isEqualTo(this.trial.college("/pronote/parent.html?enfant=2&mois=d%C3%A9cembre#notes").toString());
		assertThat(this.browser.text("#identity ~ dl")).contains("Marie Dupont", "responsable d’élève (TUT)",
				"0330001A", "horizon");
		assertThat(this.browser.text("#verdict")).isEqualTo("Signature vérifiée");
		assertThat(this.browser.text("#query")).isEqualTo("enfant=2&mois=d%C3%A9cembre");
		assertThat(this.browser.text("#seen")).isEqualTo("#notes");
		assertThat(this.browser.faults("espace-parents-fragment")).isEmpty();
	}

	@Test
	void deepLinkBelowTheEspaceThenLandsThere() {
		this.browser.open(this.trial.college("/pronote/parent/notes/trimestre-2?matiere=anglais&tri=date"))
			.pick("mdupont")
			.awaitHeading("Espace Parents");

		assertThat(this.browser.url())
			.isEqualTo(this.trial.college("/pronote/parent/notes/trimestre-2?matiere=anglais&tri=date").toString());
		assertThat(this.browser.faults("espace-parents")).isEmpty();
	}

	@Test
	void signedInThenEventsArriveThroughTheGateway() {
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont").awaitHeading("Espace Parents");

		this.browser.await("a time of day", () -> this.browser.text("#clock").matches("\\d\\d:\\d\\d:\\d\\d"));
		String first = this.browser.text("#clock");
		this.browser.await("the next second", () -> !this.browser.text("#clock").equals(first));
	}

	@Test
	void nobodySignedInThenBackgroundRequestIsRefusedAndNoLoginStarts() {
		this.browser.open(this.trial.college("/pronote/etablissement.html")).awaitHeading("Page Établissement");

		assertThat(this.browser.text("#verdict")).isEqualTo("Aucune signature");
		assertThat(this.browser.fetchStatus("/pronote/parent/live")).isEqualTo(401);
		assertThat(this.browser.faults("page-etablissement")).isEmpty();
	}

	@Test
	void scriptsSwitchedOffThenTheJourneyIsTheSame() {
		this.browser.scripts(false);

		this.browser.open(this.trial.college("/pronote/eleve.html?semaine=12"))
			.awaitHeading("Comment voulez-vous vous connecter ?");
		this.browser.click("button[value=littoral]").pick("ldupont").awaitHeading("Espace Élèves");

		assertThat(this.browser.url()).isEqualTo(this.trial.college("/pronote/eleve.html?semaine=12").toString());
		assertThat(this.browser.text("#seen")).isEqualTo("(invisible sans JavaScript)");
	}

	@Test
	void otherEstablishmentThenItsOwnHostLeadsToIt() {
		this.browser.open(this.trial.lycee("/pronote/")).awaitHeading("Choisissez votre Espace");
		assertThat(this.browser.text(".school")).isEqualTo("Lycée des Remparts");
		this.browser.follow("Espace Parents").pick("nlambert").awaitHeading("Espace Parents");

		assertThat(this.browser.url()).startsWith(this.trial.lycee("/pronote/").toString());
		assertThat(this.browser.text("#identity ~ dl")).contains("Nour Lambert", "0750002B");
		assertThat(this.browser.text("#verdict")).isEqualTo("Signature vérifiée");
	}

	@Test
	void pageCommuneThenItLeadsOn() {
		this.browser.open(this.trial.college("/")).awaitHeading("Choisissez votre Espace");

		assertThat(this.browser.url()).isEqualTo(this.trial.college("/pronote/").toString());
		assertThat(this.browser.faults("page-commune")).isEmpty();
		this.browser.follow("Espace Parents").pick("mdupont").awaitHeading("Espace Parents");
	}

	@Test
	void englishBrowserThenPagesAreEnglish() {
		this.browser.speak("en-GB,en");

		this.browser.open(this.trial.college("/pronote/"));
		assertThat(this.browser.attribute("html", "lang")).isEqualTo("en");
		assertThat(this.browser.faults("page-commune-english")).isEmpty();
		this.browser.open(this.trial.college("/pronote/eleve.html"));
		assertThat(this.browser.attribute("html", "lang")).isEqualTo("en");
		assertThat(this.browser.text("main")).doesNotContain("Choisissez", "connecter");
	}

}
