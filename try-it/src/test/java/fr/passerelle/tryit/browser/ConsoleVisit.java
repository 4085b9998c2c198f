package fr.passerelle.tryit.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.tryit.Administration;
import fr.passerelle.tryit.Running;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody goes through the console of the trial and looks at what it shows.
 */
final class ConsoleVisit {

	static final String SCHOOL = "/console/establishments/" + Running.COLLEGE;

	private final Trial trial;

	private final Browser browser;

	private final List<String> faults = new ArrayList<>();

	ConsoleVisit(Trial trial, Browser browser) {
		this.trial = trial;
		this.browser = browser;
	}

	Browser browser() {
		return this.browser;
	}

	ConsoleVisit open(String path) {
		this.browser.open(address(path));
		return this;
	}

	/** Signs in as the trial's administrator. */
	ConsoleVisit signIn() {
		return signIn(Administration.USERNAME, Administration.PASSWORD);
	}

	ConsoleVisit signIn(String username, String password) {
		open("/console/login");
		this.browser.signIn(username, password);
		return this;
	}

	/** Presses the button of these words, and waits for the page that follows. */
	ConsoleVisit push(String words) {
		this.browser.leave(() -> this.browser.push(words));
		return this;
	}

	/** The same by what it is. */
	ConsoleVisit click(String css) {
		this.browser.leave(() -> this.browser.click(css));
		return this;
	}

	ConsoleVisit type(String css, String text) {
		this.browser.type(css, text);
		return this;
	}

	/** Notes the faults of a page. */
	ConsoleVisit look(String name) {
		this.faults.addAll(this.browser.faults("console-" + name));
		assertThat(this.browser.text("main")).as(name).doesNotContain("??").isNotBlank();
		return this;
	}

	/** The same of a page with this heading. */
	ConsoleVisit look(String name, String heading) {
		assertThat(this.browser.text("h1")).as(name).contains(heading);
		return look(name);
	}

	/** The same of a page that says what was wrong, at its top and at a field. */
	ConsoleVisit lookAtFaults(String name) {
		assertThat(this.browser.has(".notice.bad[role=alert]")).as(name).isTrue();
		assertThat(this.browser.hasFocus(".notice.bad[role=alert]")).as("%s: the faults have the focus", name).isTrue();
		return look(name);
	}

	void assertSound() {
		assertThat(this.faults).isEmpty();
	}

	private URI address(String path) {
		return this.trial.college(path);
	}

}
