package fr.passerelle.tryit.browser;

import java.util.List;

import fr.passerelle.tryit.Administration;
import fr.passerelle.tryit.Running;

/**
 * What a console shows that has been used: somebody connected, somebody not recognised,
 * versions, a plan, a backup, another administrator.
 */
final class Furnishing {

	/** An administrator who has not chosen a password yet. */
	static final String COLLEAGUE = "c.renaud";

	private static final String SCHOOL = ConsoleVisit.SCHOOL;

	private static final String JSON = "application/json";

	private static final String COLLEGE = "establishments/" + Running.COLLEGE;

	private static final List<String> SCREENS = List.of(SCHOOL, SCHOOL + "/publication", SCHOOL + "/publication/stop",
			SCHOOL + "/delegations", SCHOOL + "/delegations/_add", SCHOOL + "/delegations/new",
			SCHOOL + "/delegations/horizon", SCHOOL + "/delegations/horizon/diagnosis", SCHOOL + "/what-if",
			SCHOOL + "/connections", SCHOOL + "/identities", SCHOOL + "/security", SCHOOL + "/security/release-all",
			SCHOOL + "/history", SCHOOL + "/history/1", SCHOOL + "/history/compare?from=1&to=2",
			SCHOOL + "/history/edit", SCHOOL + "/plans", SCHOOL + "/journal", SCHOOL + "/duplicate", SCHOOL + "/delete",
			"/console/establishments", "/console/establishments?q=nulle%20part", "/console/establishments/new",
			"/console/establishments/new/document", "/console/security", "/console/security/release-all",
			"/console/journal", "/console/backups", "/console/administrators", "/console/administrators/new",
			"/console/administrators/" + COLLEAGUE, "/console/account", "/console/account/tokens",
			"/console/account/second-factor", "/console/ents/states");

	private final Trial trial;

	private Furnishing(Trial trial) {
		this.trial = trial;
	}

	/** Uses a trial for the first time. */
	static Furnishing of(Trial trial, Browser browser) {
		trial.patchEspace("accompagnant", "{\"directLogin\": true}");
		trial.patchEspace("accompagnant", "{\"directLogin\": false}");
		Administration api = trial.running().administration();
		String now = api.send("GET", COLLEGE + "/configuration", "", "");
		api.send("POST", COLLEGE + "/plans?at=2027-08-28T06:00:00Z&comment=Bascule", JSON,
				now.replace("Jean-Moulin", "Jean Moulin"));
		api.send("POST", "administrators", JSON, """
				{"username": "%s", "displayName": "Camille Renaud", "grant": {"establishments": ["%s"]}}"""
			.formatted(COLLEAGUE, Running.COLLEGE));
		api.send("POST", "backups?comment=avant", JSON, "");
		trial.recognise("PERSON_ID");
		browser.open(trial.college("/pronote/parent.html")).pick("mdupont");
		browser.await("who is not known", () -> browser.text("h1").contains("pas encore relié"));
		trial.recognise("PROFILE");
		trial.horizon().resetAll();
		return new Furnishing(trial);
	}

	/** Has a parent connected: what other tests did may have ended the sessions. */
	void connect(Browser browser) {
		browser.startAfresh();
		browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont").awaitHeading("Espace Parents");
		browser.startAfresh();
	}

	/** The pages whose addresses are known beforehand. */
	List<String> screens() {
		return SCREENS;
	}

	/** Somebody else gives the school another name. */
	void rename(String name) {
		Administration api = this.trial.running().administration();
		String now = api.send("GET", COLLEGE + "/configuration", JSON, "");
		api.send("PUT", COLLEGE + "/configuration", JSON,
				now.replaceFirst("\"name\":\\s*\"[^\"]*\"", "\"name\": \"" + name + "\""));
	}

}
