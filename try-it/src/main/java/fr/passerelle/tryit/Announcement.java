package fr.passerelle.tryit;

import java.io.PrintStream;
import java.net.URI;

/**
 * Prints what a newcomer can open, with which account, and what to look at.
 */
final class Announcement {

	private static final String LINE = "=".repeat(86);

	private final PrintStream out;

	Announcement(PrintStream out) {
		this.out = out;
	}

	void print(Running trial) {
		this.out.println();
		this.out.println(LINE);
		this.out.println("  Passerelle is running. Open in a browser:");
		this.out.println(LINE);
		section("Collège Jean-Moulin (0330001A)");
		open("Page commune", trial.college("/pronote/"), "the way to all Espaces");
		open("Espace Parents", trial.college("/pronote/parent.html"), "through ENT Horizon: pick Marie Dupont");
		open("Espace Élèves", trial.college("/pronote/eleve.html"), "two ENTs to choose from: pick Léa Dupont");
		open("Espace Direction", trial.college("/pronote/direction.html"),
				"without ENT: name c.bernard, password direction-essai");
		open("Page Établissement", trial.college("/pronote/etablissement.html"), "open to all, carries no identity");
		section("Lycée des Remparts (0750002B), another establishment on the same gateway");
		open("Page commune", trial.lycee("/pronote/"), "through ENT Littoral: pick Nour Lambert");
		section("The mock ENTs: no password, you pick who you are");
		open(trial.horizon().name(), URI.create(trial.horizon().url() + "/login"),
				"people of the collège, and a few who must stay outside");
		open(trial.littoral().name(), URI.create(trial.littoral().url() + "/login"), "the lycée's people too");
		section("Administrator: %s, password %s".formatted(Administration.USERNAME, Administration.PASSWORD));
		open("Console", trial.administration().uri().resolve("/console/"),
				"delegations, connections, backups, journal");
		open("API", trial.administration().uri().resolve("establishments"), "how to use it: docs/operations/api.md");
		this.out.println();
		this.out
			.println("  Settings, documents, data and the gateway's log of this trial; the next one starts afresh:");
		this.out.println("    " + trial.folder());
		this.out.println();
		this.out.println("  Stop with Ctrl-C.");
		this.out.println(LINE);
		this.out.flush();
	}

	private void section(String title) {
		this.out.println();
		this.out.println("  " + title);
	}

	private void open(String name, URI address, String remark) {
		this.out.printf("    %-21s %s%n", name, address);
		if (!remark.isEmpty()) {
			this.out.printf("    %-21s   %s%n", "", remark);
		}
	}

}
