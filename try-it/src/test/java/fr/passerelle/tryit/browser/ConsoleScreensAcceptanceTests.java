package fr.passerelle.tryit.browser;

import java.util.stream.Stream;

import fr.passerelle.tryit.Administration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every screen of the console as administrators meet it: nothing that axe-core objects
 * to, nothing wider than a phone, usable without JavaScript and by the keyboard alone.
 */
@InABrowser
class ConsoleScreensAcceptanceTests {

	private static final String SCHOOL = ConsoleVisit.SCHOOL;

	private final Trial trial;

	private final Browser browser;

	private final ConsoleVisit visit;

	private final Furnishing furnishing;

	ConsoleScreensAcceptanceTests(Trial trial) {
		this.trial = trial;
		this.browser = trial.browser(Screen.DESKTOP);
		this.visit = new ConsoleVisit(trial, this.browser);
		this.furnishing = trial.furnished(this.browser);
	}

	@Test
	void everyScreenIsSoundForEveryone() {
		this.visit.open("/console/").look("login").signIn();
		Stream.concat(this.furnishing.screens().stream(), linkedOnes()).forEach((screen) -> {
			this.visit.open(screen);
			assertThat(this.browser.title()).as(screen).doesNotContain("n’existe pas").doesNotContain("fonctionné");
			this.visit.look(screen.replace("/console/", "").replaceAll("[^a-z]+", "-"));
		});
		this.visit.assertSound();
	}

	/** What only a link with a made-up name leads to. */
	private Stream<String> linkedOnes() {
		String person = address(SCHOOL + "/connections", "a[id^=end-][href$='/end']");
		String all = address(SCHOOL + "/connections", "#end-many");
		String plan = address(SCHOOL + "/plans", "main a[href*='/plans/']");
		String identity = address(SCHOOL + "/identities", "main th a");
		String link = address(identity + "?q=dupont", "a[href*='/link?']");
		String backup = address("/console/backups", "main a[href$='-manual']");
		return Stream.of(person, all, plan, identity, link, backup, backup + "/restore");
	}

	private String address(String page, String css) {
		this.visit.open(page);
		return this.browser.attribute(css, "href");
	}

	@Test
	void withoutJavaScriptADelegationIsSwitchedAllTheSame() {
		this.browser.scripts(false);
		this.visit.signIn().open(SCHOOL + "/delegations");
		boolean before = this.browser.isTicked("input[name='way.professeur'][value=littoral]");
		this.browser.click("input[name='way.professeur'][value=littoral]");
		this.visit.push("Prévisualiser");
		this.browser.awaitHeading("Ce qui va changer");
		assertThat(this.browser.text("main")).contains("Espace Professeurs");
		this.visit.push("Appliquer");
		this.browser.awaitHeading("Déléguer l’authentification");
		assertThat(this.browser.isTicked("input[name='way.professeur'][value=littoral]")).isNotEqualTo(before);
		this.trial.patchEspace("professeur", "{\"delegations\": [\"horizon\", \"littoral\"]}");
	}

	@Test
	void copyButtonSaysThatItCopiedHoweverOftenAndThenItsOwnWordsAgain() {
		this.visit.signIn();
		this.visit.open(SCHOOL + "/publication");
		String words = this.browser.text("[data-copy]");
		this.browser.click("[data-copy]");
		this.browser.await("the word", () -> this.browser.text("[data-copy]").equals("Copié"));
		this.browser.click("[data-copy]");
		this.browser.await("the words", () -> this.browser.text("[data-copy]").equals(words));
	}

	@Test
	void byTheKeyboardAloneADelegationIsSwitched() {
		String cell = "input[name='way.viescolaire'][value=littoral]";
		this.visit.open(SCHOOL + "/delegations");
		this.browser.awaitHeading("Connexion à la console");
		this.browser.tabToElement("#username").press("admin");
		this.browser.tabToElement("#password").press(Administration.PASSWORD);
		this.browser.leave(() -> this.browser.press(Keys.ENTER)).awaitHeading("Déléguer l’authentification");
		this.browser.tabToElement(".skip").press(Keys.ENTER);
		assertThat(this.browser.hasFocus("main")).isTrue();
		this.browser.tabToElement(cell).press(Keys.SPACE);
		assertThat(this.browser.isTicked(cell)).isTrue();
		this.browser.tabTo("Prévisualiser");
		this.browser.leave(() -> this.browser.press(Keys.ENTER)).awaitHeading("Ce qui va changer");
		this.browser.tabTo("Appliquer");
		this.browser.leave(() -> this.browser.press(Keys.ENTER)).awaitHeading("Déléguer l’authentification");
		assertThat(this.browser.hasFocus(".notice.ok")).isTrue();
		assertThat(this.browser.isTicked(cell)).isTrue();
		this.trial.patchEspace("viescolaire", "{\"delegations\": [\"horizon\"]}");
	}

}
