package fr.passerelle.tryit.browser;

import java.net.URI;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator's first day: from the password on the terminal to a delegation that
 * families use, and everything that can be taken back taken back. Eight acts in order,
 * each on what the one before it left.
 */
@InABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleJourneyAcceptanceTests {

	private static final String SCHOOL = "/console/establishments/0330001A";

	private final Trial trial;

	private final Browser administrator;

	private final Browser parent;

	private final FirstStart gateway = FirstStart.in(Path.of("target", "first-start"));

	ConsoleJourneyAcceptanceTests(Trial trial) {
		this.trial = trial;
		this.administrator = trial.browser(Screen.DESKTOP);
		this.parent = new Browser(Screen.PHONE);
	}

	@AfterAll
	void end() {
		this.parent.close();
		this.gateway.close();
	}

	@Test
	@Order(1)
	void signInWithTheMadeUpPassword() {
		open("/console/").awaitHeading("Connexion à la console");
		this.administrator.signIn("admin", this.gateway.password()).awaitHeading("Établissements");
	}

	@Test
	@Order(2)
	void createTheSchool() {
		open("/console/establishments/new").awaitHeading("Nouvel établissement");
		this.administrator.type("#uai", "0330001A")
			.type("#name", "Collège Jean-Moulin")
			.type("#publicUrl", address("").toString())
			.type("#upstream", this.trial.running().application().toString());
		tick("input[name=published]");
		push("Créer l’établissement");
		// Where its ENT is chosen next.
		this.administrator.awaitHeading("Nouvelle délégation : CAS");
		assertThat(this.administrator.text(".notice.ok")).contains("Collège Jean-Moulin est créé");
		assertThat(this.administrator.faults("console-created")).isEmpty();
	}

	@Test
	@Order(3)
	void delegateTwoEspaces() {
		// Typing is enough: nothing is pressed.
		this.administrator.type("#q", "atrium");
		this.administrator.await("Atrium", () -> this.administrator.has("button[name=choose][value=atrium-sud]"));
		this.administrator.click("button[name=choose][value=atrium-sud]");
		this.administrator.await("its links",
				() -> this.administrator.text("main").contains("https://www.atrium-sud.fr/connexion/samlValidate"));
		assertThat(this.administrator.faults("console-ent-chosen")).isEmpty();

		push("Passer en configuration manuelle");
		this.administrator.await("the form", () -> this.administrator.has("#serverUrl"));
		this.administrator.type("#label", "ENT Horizon")
			.type("#serverUrl", this.trial.horizon().url())
			.choose("#validation", "CAS3");
		tick("input[name=espace][value=parent]");
		tick("input[name=espace][value=eleve]");
		push("Prévisualiser");
		this.administrator.awaitHeading("Ce qui va changer : ENT Horizon");
		assertThat(this.administrator.text("main")).contains("Espace Parents");
		assertThat(this.administrator.faults("console-preview")).isEmpty();
		this.administrator.type("#comment", "rentrée");
		push("Appliquer");
		this.administrator.awaitHeading("Déléguer l’authentification");
		assertThat(this.administrator.text("main")).contains("ENT Horizon");
		publish("parent");
		publish("eleve");
	}

	@Test
	@Order(4)
	void parentAppearsAndIsSignedOut() {
		open(SCHOOL + "/connections").awaitHeading("Suivi des connexions");
		assertThat(this.administrator.text("main")).doesNotContain("Marie Dupont");

		this.parent.startAfresh();
		this.parent.open(address("/pronote/parent.html?mois=9")).pick("mdupont").awaitHeading("Espace Parents");
		// Nothing is reloaded: the page is told.
		this.administrator.await("Marie Dupont", () -> this.administrator.text("main").contains("Marie Dupont"));
		assertThat(this.administrator.faults("console-connections")).isEmpty();

		push("Déconnecter");
		this.administrator.await("the question", () -> this.administrator.has("#reason"));
		this.administrator.type("#reason", "essai");
		this.administrator.click("main form .button.danger");
		this.administrator.await("the end", () -> this.administrator.has(".notice.ok"));

		this.trial.horizon().resetAll();
		this.parent.open(address("/pronote/parent.html")).awaitHeading("Qui êtes-vous ?");
	}

	@Test
	@Order(5)
	void stopAndReopenAnEspace() {
		open(SCHOOL + "/publication").awaitHeading("Paramètres de publication");
		this.administrator.click("form[action$='/publication/espaces/parent'] button");
		confirm("Ne plus publier :", "Ne plus publier");
		this.parent.open(address("/pronote/parent.html"));
		assertThat(this.parent.text("main")).contains("n’est pas accessible");
		publish("parent");
		this.parent.open(address("/pronote/parent.html")).awaitHeading("Qui êtes-vous ?");
	}

	@Test
	@Order(6)
	void compareAndRestoreAVersion() {
		open(SCHOOL + "/history").awaitHeading("Historique");
		push("Comparer");
		this.administrator.await("the comparison", () -> this.administrator.text("h1").startsWith("De la version"));
		assertThat(this.administrator.faults("console-compare")).isEmpty();

		open(SCHOOL + "/history/1").await("the version", () -> this.administrator.text("h1").startsWith("Version 1"));
		push("Restaurer cette version");
		confirm("Revenir à la version 1", "Restaurer cette version");
		assertThat(this.administrator.text(".notice.ok")).contains("La version 1 est restaurée");
		open(SCHOOL + "/delegations");
		assertThat(this.administrator.text("main")).doesNotContain("ENT Horizon");
	}

	@Test
	@Order(7)
	void makeAndRestoreABackup() {
		open("/console/backups").awaitHeading("Sauvegardes");
		this.administrator.type("#comment", "avant le nom");
		this.administrator.click("#make");
		this.administrator.await("the backup", () -> this.administrator.has(".notice.ok"));
		assertThat(this.administrator.faults("console-backups")).isEmpty();

		publish("direction");
		open("/console/backups");
		this.administrator.click("a[href^='/console/backups/'][href$='-manual']");
		this.administrator.await("its inside", () -> this.administrator.text("h1").startsWith("Sauvegarde du"));
		assertThat(this.administrator.faults("console-backup")).isEmpty();
		push("Mettre en service");
		confirm("Mettre cette sauvegarde en service", "Mettre en service");
		open(SCHOOL + "/publication");
		assertThat(this.administrator.attribute("form[action$='/publication/espaces/direction'] input[name=published]",
				"value"))
			.isEqualTo("true");
	}

	@Test
	@Order(8)
	void releaseAnAddress() {
		publish("direction");
		for (int i = 0; i < 3; i++) {
			this.parent.open(address("/pronote/direction.html?login=true")).awaitHeading("Se connecter");
			this.parent.signIn("c.bernard", "faux-" + i).await("the answer", () -> this.parent.has("#error"));
		}
		this.parent.open(address("/pronote/direction.html?login=true")).awaitHeading("Trop de tentatives de connexion");

		open(SCHOOL + "/security").awaitHeading("Paramètres de sécurité");
		assertThat(this.administrator.faults("console-security")).isEmpty();
		push("Débloquer");
		this.administrator.await("the release", () -> this.administrator.has(".notice.ok"));
		this.parent.open(address("/pronote/direction.html?login=true")).awaitHeading("Se connecter");
	}

	private void publish(String espace) {
		open(SCHOOL + "/publication").awaitHeading("Paramètres de publication");
		String form = "form[action$='/publication/espaces/" + espace + "']";
		if (this.administrator.attribute(form + " input[name=published]", "value").equals("true")) {
			this.administrator.click(form + " button");
			this.administrator.await("the news", () -> this.administrator.has(".notice.ok"));
		}
	}

	private void confirm(String question, String button) {
		this.administrator.await(question, () -> this.administrator.text("h1").startsWith(question));
		push(button);
		this.administrator.await("the news", () -> this.administrator.has(".notice.ok"));
	}

	private void tick(String css) {
		if (!this.administrator.isTicked(css)) {
			this.administrator.click(css);
		}
	}

	private void push(String words) {
		this.administrator.push(words);
	}

	private Browser open(String path) {
		return this.administrator.open(address(path));
	}

	private URI address(String path) {
		return this.gateway.at(path);
	}

}
