package fr.passerelle.tryit.browser;

import java.time.Clock;
import java.util.regex.Pattern;

import fr.passerelle.tryit.Administration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the console answers to a form: questions, results, faults, refusals and secrets
 * that are shown once. The same is asked of them as of the screens.
 */
@InABrowser
class ConsoleAnswersAcceptanceTests {

	private static final String SCHOOL = ConsoleVisit.SCHOOL;

	private static final String GOOD = "Vr7!kw-Zq2?bT";

	private static final String PAST = "2020-01-01T08:00";

	private final Browser browser;

	private final ConsoleVisit visit;

	private final Furnishing furnishing;

	ConsoleAnswersAcceptanceTests(Trial trial) {
		this.browser = trial.browser(Screen.PHONE);
		this.furnishing = trial.furnished(this.browser);
		this.visit = new ConsoleVisit(trial, this.browser);
	}

	@Test
	void everyAnswerIsSoundToo() {
		this.visit.signIn();
		establishments();
		publication();
		delegations();
		ents();
		history();
		conflict();
		platform();
		refusals();
		administrators();
		this.visit.assertSound();
	}

	/** The way in of somebody who was given a password, and what is only theirs. */
	@Test
	void everyStepOfANewAdministratorIsSound() {
		this.visit.signIn().open("/console/administrators/" + Furnishing.COLLEAGUE);
		this.visit.push("Nouveau mot de passe provisoire").look("question-password", "Donner un nouveau mot de passe");
		this.visit.push("Nouveau mot de passe provisoire").look("one-time-password", "Mot de passe provisoire");
		String first = this.browser.text("main .code");
		signOut();

		this.visit.signIn(Furnishing.COLLEAGUE, first).look("step-password", "Choisissez votre mot de passe");
		passwords(first, "azerty", "qwertz").push("Continuer").lookAtFaults("step-password-faults");
		passwords(first, GOOD, GOOD).push("Continuer").look("own-school", "Collège Jean-Moulin");
		this.visit.open("/console/backups").look("forbidden", "Vous n’avez pas accès");
		this.visit.open("/console/account/password").look("account-password", "Changer de mot de passe");
		passwords("faux", GOOD + "1", GOOD + "1").push("Changer").lookAtFaults("account-password-refused");

		this.visit.open("/console/account/second-factor");
		this.visit.type("#password", "faux").push("Afficher l’image à lire").lookAtFaults("enrolment-password-refused");
		this.visit.type("#password", GOOD)
			.push("Afficher l’image à lire")
			.look("enrolment", "Activer la deuxième étape");
		String secret = this.browser.text("main .code");
		this.visit.type("#code", "000000").push("Activer").lookAtFaults("enrolment-refused");
		this.visit.type("#code", code(secret, 0)).push("Activer").look("recovery-codes", "Vos codes de secours");
		this.visit.open("/console/account/second-factor").look("second-factor-on", "Deuxième étape");
		signOut();

		this.visit.signIn(Furnishing.COLLEAGUE, GOOD).look("step-code", "Deuxième étape");
		this.visit.type("#code", "000000").push("Continuer").lookAtFaults("step-code-refused");
		this.visit.type("#code", code(secret, 1)).push("Continuer").look("own-school-again", "Collège Jean-Moulin");
		signOut();
		this.visit.signIn().open("/console/administrators/" + Furnishing.COLLEAGUE);
		this.visit.push("Retirer la deuxième étape").look("question-second-factor", "Retirer la deuxième étape");
		this.visit.push("Retirer la deuxième étape").look("second-factor-reset", "Camille Renaud");
		this.visit.assertSound();
	}

	private static String code(String secret, int later) {
		return OneTimeCode.of(secret, Clock.systemUTC(), later);
	}

	private ConsoleVisit passwords(String current, String password, String repeated) {
		return this.visit.type("#current", current).type("#password", password).type("#repeated", repeated);
	}

	private void signOut() {
		this.visit.click("form[action='/console/logout'] button");
		assertThat(this.browser.text("h1")).contains("Connexion");
	}

	private void establishments() {
		this.visit.open("/console/establishments/new");
		this.visit.type("#uai", "33")
			.type("#name", "Zola")
			.type("#publicUrl", "http://x")
			.type("#upstream", "http://u");
		this.visit.push("Créer l’établissement").lookAtFaults("new-establishment-faults");
		this.visit.open("/console/establishments/new/document").type("#document", "uai: 33\nname: [");
		this.visit.push("Créer l’établissement").lookAtFaults("new-document-faults");
		this.visit.open(SCHOOL + "/duplicate");
		this.visit.type("#uai", "0330001A").type("#name", "Zola").type("#publicUrl", "http://x");
		this.visit.push("Créer l’établissement").lookAtFaults("duplicate-faults");
		this.visit.open(SCHOOL + "/delete").type("#confirm", "0330009Z");
		this.visit.push("Supprimer l’établissement").look("delete-other", "Supprimer Collège Jean-Moulin");
	}

	private void publication() {
		this.visit.open(SCHOOL + "/publication").click("form[action$='/espaces/parent'] button");
		this.visit.look("question-close", "Ne plus publier");
		this.visit.open(SCHOOL + "/publication/stop");
		this.browser.set("#reopensAt", PAST);
		this.visit.push("Arrêter la publication").lookAtFaults("stop-faults");
	}

	private void delegations() {
		this.visit.open(SCHOOL + "/delegations").push("Prévisualiser").look("preview-nothing");
		this.visit.open(SCHOOL + "/delegations").push("Désactiver").look("preview-deactivate", "Ce qui va changer");
		this.visit.open(SCHOOL + "/delegations").push("Supprimer").look("preview-remove", "Ce qui va changer");
		this.visit.open(SCHOOL + "/delegations/new").type("#label", "ENT de plus").push("Prévisualiser");
		this.visit.lookAtFaults("delegation-faults");
		this.visit.open(SCHOOL + "/delegations/horizon").push("Tester cet ENT").look("delegation-tested");
	}

	private void ents() {
		this.visit.open(SCHOOL + "/delegations/horizon/diagnosis").push("Lancer le diagnostic");
		this.visit.look("diagnosis-result");
		this.visit.open(SCHOOL + "/what-if").click("form[action$='/what-if'] .button").lookAtFaults("what-if-faults");
		this.browser.click("input[name=profiles][value=TUT]");
		this.visit.click("form[action$='/what-if'] .button").look("what-if-result");
		assertThat(this.browser.text("main")).contains("Espace Parents s’ouvre");
	}

	private void history() {
		this.visit.open(SCHOOL + "/history/1").push("Restaurer cette version").look("question-restore", "Revenir");
		this.visit.open(SCHOOL + "/history/edit").type("#document", "uai: [").push("Enregistrer");
		this.visit.lookAtFaults("edit-faults");
		this.visit.open(SCHOOL + "/plans").click("main form[action$='/cancel'] button").look("question-plan-cancel");
		this.visit.open(SCHOOL + "/plans").click("main a[href*='/plans/']").push("Appliquer maintenant, à la main");
		this.visit.look("plan-merge");
	}

	/** Somebody else saves between opening and saving, in the same place. */
	private void conflict() {
		this.visit.open(SCHOOL + "/history/edit");
		String text = this.browser.value("#document");
		assertThat(text).contains("Collège Jean-Moulin");
		this.furnishing.rename("Collège Jean-Moulin (bis)");
		this.browser.set("#document", text.replace("Collège Jean-Moulin", "Collège Jean-Moulin (ter)"));
		this.visit.push("Enregistrer").look("conflict");
		assertThat(this.browser.text("main")).contains("(bis)", "(ter)");
		this.visit.click("main form[action$='/conflict/preview'] button").look("conflict-undecided");
		this.browser.click("input[type=radio][value=mine]");
		this.visit.click("main form[action$='/conflict/preview'] button").look("conflict-decided");
		this.furnishing.rename("Collège Jean-Moulin");
	}

	private void platform() {
		this.visit.open("/console/security").type("main form[action$='/rules'] input[type=text]", "x");
		this.visit.click("main form[action$='/rules'] button").lookAtFaults("rules-faults");
		this.visit.open("/console/account/tokens").type("#name", "Import de nuit").type("#password", "faux");
		this.visit.push("Créer le jeton").lookAtFaults("token-refused");
		this.visit.type("#password", Administration.PASSWORD).push("Créer le jeton");
		assertThat(this.browser.text(".notice.ok .code")).startsWith("pslr_");
		this.visit.look("token-made", "Jetons");
		this.visit.push("Révoquer").look("question-revoke", "Révoquer le jeton");
		this.visit.push("Révoquer").look("token-revoked", "Jetons");
		this.visit.open("/console/account").push("Me déconnecter partout").look("question-sessions", "déconnecter");
	}

	private void refusals() {
		this.visit.open("/console/nulle-part").look("unknown", "n’existe pas");
		this.visit.open("/console/establishments/0999999Z").look("unknown-establishment", "n’existe pas");
		this.visit.open("/console/account/tokens");
		this.browser.set("main form input[name=_csrf]", "x").type("#name", "Perdu").type("#password", "faux");
		this.visit.push("Créer le jeton").look("expired", "expiré");
	}

	private void administrators() {
		this.visit.open("/console/administrators/new").type("#username", "Majuscule");
		this.visit.push("Créer le compte").lookAtFaults("administrator-faults");
		String name = "a.nouvelle";
		this.visit.open("/console/administrators/new").type("#username", name);
		this.browser.click("input[name=scope][value=platform]");
		this.visit.push("Créer le compte").look("administrator-made", "Le compte de " + name + " est créé");
		assertThat(this.browser.text("main .code")).matches(Pattern.compile("[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3}"));
		this.visit.open("/console/administrators/" + name).push("Verrouiller").look("question-lock", "Verrouiller");
		this.visit.push("Verrouiller").look("locked", name);
		this.visit.push("Supprimer").look("question-delete", "Supprimer le compte");
		this.visit.push("Supprimer").look("deleted", "Administrateurs");
	}

}
