package fr.passerelle.tryit.browser;

import java.net.URI;

import fr.passerelle.mockcas.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every refusal that a person can meet: it names its cause, a way on and a reference, and
 * axe-core finds nothing on it.
 */
@InABrowser
class RefusalAcceptanceTests {

	private final Trial trial;

	private final Browser browser;

	RefusalAcceptanceTests(Trial trial) {
		this.trial = trial;
		this.browser = trial.browser(Screen.PHONE);
	}

	@Test
	void pupilInEspaceParentsThenShownTheWayToEspaceEleves() {
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("ldupont");

		refused("profile-not-allowed", "Votre compte n’ouvre pas l’Espace Parents");
		this.browser.follow("Espace Élèves").awaitHeading("Comment voulez-vous vous connecter ?");
	}

	@Test
	void someoneOfAnotherEstablishmentThenToldSo() {
		this.browser.open(this.trial.college("/pronote/eleve.html")).click("button[value=horizon]").pick("tlefevre");

		refused("other-establishment", "Votre compte dépend d’un autre établissement");
	}

	@Test
	void nobodyThatTheSchoolKnowsThenToldWhomToAsk() {
		this.trial.recognise("PERSON_ID");
		try {
			this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont");
			refused("unknown-person", "Votre compte n’est pas encore relié à l’établissement");
		}
		finally {
			this.trial.recognise("PROFILE");
		}
	}

	@Test
	void nobodyInParticularThenShownThatNothingIsOpen() {
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("anonyme");

		refused("profile-none", "Votre compte n’ouvre pas l’Espace Parents");
		assertThat(this.browser.has(".links")).isFalse();
	}

	@Test
	void espaceClosedThenSaidToSomeoneInsideToo() {
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont").awaitHeading("Espace Parents");
		this.trial.patchEspace("parent", "{\"published\": false}");
		try {
			this.browser.reload();
			refused("espace-closed", "L’Espace Parents n’est pas accessible pour le moment");
		}
		finally {
			this.trial.patchEspace("parent", "{\"published\": true}");
		}
		this.browser.reload().awaitHeading("Espace Parents");
	}

	@Test
	void establishmentClosedThenTheReasonIsShown() {
		this.trial.publish(false, "Bascule : retour lundi");
		try {
			this.browser.open(this.trial.college("/pronote/parent.html"));
			refused("establishment-closed", "L’Espace Parents n’est pas accessible pour le moment");
			assertThat(this.browser.text("blockquote")).isEqualTo("Bascule : retour lundi");
		}
		finally {
			this.trial.publish(true, "");
		}
	}

	@Test
	void entDoesNotAnswerThenToldThatItIsNotThePassword() {
		this.trial.horizon().inject(Fault.DROP);
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont");

		refused("ent-unreachable", "L’ENT Horizon (essai) est injoignable");
		this.trial.horizon().clearFaults();
		this.browser.follow("Réessayer").awaitHeading("Espace Parents");
	}

	@Test
	void entTooSlowThenToldSo() {
		this.trial.horizon().inject(Fault.LATE);
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont");

		refused("ent-timeout", "L’ENT Horizon (essai) ne répond pas");
	}

	@Test
	void entAnswersNonsenseThenToldSo() {
		this.trial.horizon().inject(Fault.HTML);
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont");

		refused("ent-answer-invalid", "L’ENT Horizon (essai) a mal répondu");
	}

	@Test
	void ticketRefusedTwiceThenNoThirdTry() {
		this.trial.horizon().inject(Fault.REFUSED);
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont");

		refused("ticket-refused", "L’ENT Horizon (essai) n’a pas confirmé votre connexion");
		assertThat(this.trial.horizon().validations()).hasSize(2);
	}

	@Test
	void formOfAnotherBrowserThenExpired() {
		this.browser.open(this.trial.college("/pronote/direction.html")).awaitHeading("Se connecter");
		this.browser.forgetCookies();
		this.browser.signIn("c.bernard", "direction-essai");

		refused("login-expired", "Cette connexion n’est plus valable");
	}

	@Test
	void directLoginClosedMeanwhileThenNotChecked() {
		this.browser.open(this.trial.college("/pronote/parent.html?login=true")).awaitHeading("Se connecter");
		this.trial.patchEspace("parent", "{\"directLogin\": false}");
		try {
			this.browser.signIn("m.dupont", "parents-essai");
			refused("direct-login-closed", "La connexion directe n’est pas proposée ici");
		}
		finally {
			this.trial.patchEspace("parent", "{\"directLogin\": true}");
		}
	}

	@Test
	void tooManyWrongPasswordsThenToldToWait() {
		this.browser.open(this.trial.college("/pronote/direction.html")).awaitHeading("Se connecter");
		try {
			for (int attempt = 0; attempt <= Trial.ATTEMPTS && this.browser.has("#password"); attempt++) {
				this.browser.signIn("c.bernard", "faux-" + attempt)
					.await("an answer", () -> this.browser.has("#error") || !this.browser.has("#password"));
			}
			this.browser.open(this.trial.college("/pronote/direction.html"));
			if (this.browser.has("#password")) {
				this.browser.signIn("c.bernard", "direction-essai");
			}
			refused("address-suspended", "Trop de tentatives de connexion");
		}
		finally {
			this.trial.releaseSuspension();
		}
	}

	@Test
	void applicationDownThenToldThatItIsNotThePassword() {
		this.browser.open(this.trial.college("/pronote/parent.html")).pick("mdupont").awaitHeading("Espace Parents");
		this.trial.running().stopApplication();
		try {
			this.browser.reload();
			refused("upstream-unreachable", "L’Espace Parents ne répond pas");
		}
		finally {
			this.trial.running().startApplication();
		}
		this.browser.follow("Réessayer").awaitHeading("Espace Parents");
	}

	@Test
	void addressesThatAreNoPageThenToldSo() {
		this.browser.open(this.trial.college("/pronote/nulle-part.html"));
		refused("unknown-path", "Cette page n’existe pas");
		this.browser.open(this.trial.college("/pronote/a%2fb"));
		refused("malformed-request", "Cette adresse ne peut pas être lue");
	}

	@Test
	void hostOfNoEstablishmentThenNoPage() {
		this.browser.open(URI.create(this.trial.lycee("/pronote/").toString().replace("lycee.", "inconnu.")));
		assertThat(this.browser.text("body")).contains("Aucun établissement n’est servi à cette adresse.");
	}

	private void refused(String name, String heading) {
		this.browser.awaitHeading(heading);
		assertThat(this.browser.text(".reference .code")).isNotBlank();
		assertThat(this.browser.text("body")).doesNotContain("ST-");
		assertThat(this.browser.faults(name)).isEmpty();
	}

}
