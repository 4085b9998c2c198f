package fr.passerelle.tryit.browser;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.tryit.Administration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every screen of the console as administrators meet it: nothing that axe-core objects
 * to, nothing wider than a phone, in both languages, and usable without JavaScript.
 */
@OnEachScreen
class ConsoleScreensAcceptanceTests {

	private static final String SCHOOL = "/console/establishments/0330001A";

	private static final List<String> SCREENS = List.of(SCHOOL, SCHOOL + "/publication", SCHOOL + "/publication/stop",
			SCHOOL + "/delegations", SCHOOL + "/delegations/new", SCHOOL + "/delegations/horizon",
			SCHOOL + "/delegations/horizon/diagnosis", SCHOOL + "/what-if", SCHOOL + "/connections",
			SCHOOL + "/identities", SCHOOL + "/security", SCHOOL + "/history", SCHOOL + "/history/1",
			SCHOOL + "/history/compare?from=1&to=2", SCHOOL + "/history/edit", SCHOOL + "/plans", SCHOOL + "/journal",
			SCHOOL + "/duplicate", SCHOOL + "/delete", "/console/establishments", "/console/establishments/new",
			"/console/establishments/new/document", "/console/security", "/console/journal", "/console/backups",
			"/console/administrators", "/console/administrators/new", "/console/account", "/console/account/tokens",
			"/console/account/second-factor", "/console/ents/states");

	private final Trial trial;

	private final Browser browser;

	ConsoleScreensAcceptanceTests(Screen screen, Trial trial) {
		this.trial = trial;
		this.browser = trial.browser(screen);
		// A second version, to compare with.
		trial.patchEspace("accompagnant", "{\"directLogin\": true}");
		trial.patchEspace("accompagnant", "{\"directLogin\": false}");
	}

	@Test
	void everyScreenIsSoundForEveryone() {
		List<String> faults = new ArrayList<>();
		open("/console/");
		faults.addAll(this.browser.faults("console-login"));
		signIn();
		for (String screen : SCREENS) {
			open(screen);
			assertThat(this.browser.title()).as(screen).doesNotContain("n’existe pas").doesNotContain("fonctionné");
			faults.addAll(this.browser.faults("console" + screen.replace("/console", "").replaceAll("[^a-z]+", "-")));
			if (this.browser.scrollsSideways()) {
				faults.add(screen + " scrolls sideways");
			}
		}
		assertThat(faults).isEmpty();
	}

	@Test
	void everyScreenIsThereInEnglish() {
		open("/console/");
		signIn();
		this.browser.speak("en-GB,en");
		for (String screen : SCREENS) {
			open(screen);
			assertThat(this.browser.attribute("html", "lang")).as(screen).isEqualTo("en");
			assertThat(this.browser.text("main")).as(screen).doesNotContain("??").isNotBlank();
		}
	}

	@Test
	void withoutJavaScriptADelegationIsSwitchedAllTheSame() {
		this.browser.scripts(false);
		open("/console/");
		signIn();
		open(SCHOOL + "/delegations");
		boolean before = this.browser.isTicked("input[name='way.professeur'][value=littoral]");
		this.browser.click("input[name='way.professeur'][value=littoral]");
		this.browser.push("Prévisualiser");
		this.browser.awaitHeading("Ce qui va changer");
		assertThat(this.browser.text("main")).contains("Espace Professeurs");
		this.browser.push("Appliquer");
		this.browser.awaitHeading("Déléguer l’authentification");
		assertThat(this.browser.isTicked("input[name='way.professeur'][value=littoral]")).isNotEqualTo(before);
		this.trial.patchEspace("professeur", "{\"delegations\": [\"horizon\", \"littoral\"]}");
	}

	@Test
	void copyButtonSaysThatItCopiedHoweverOftenAndThenItsOwnWordsAgain() {
		open("/console/");
		signIn();
		open(SCHOOL + "/publication");
		String words = this.browser.text("[data-copy]");
		this.browser.click("[data-copy]");
		this.browser.await("the word", () -> this.browser.text("[data-copy]").equals("Copié"));
		this.browser.click("[data-copy]");
		this.browser.await("the words", () -> this.browser.text("[data-copy]").equals(words));
	}

	private void signIn() {
		this.browser.signIn(Administration.USERNAME, Administration.PASSWORD);
		this.browser.await("the console", () -> this.browser.has("nav, .menu"));
	}

	private void open(String path) {
		this.browser.open(this.trial.college(path));
	}

}
