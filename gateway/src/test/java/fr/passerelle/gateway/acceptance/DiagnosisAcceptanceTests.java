package fr.passerelle.gateway.acceptance;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.FaultOrder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console knows what families meet: states from their own logins, a diagnosis that
 * names the fault, a what-if that tells the truth.
 */
class DiagnosisAcceptanceTests extends Acceptance {

	private static final String SCHOOL = "/establishments/" + World.COLLEGE_UAI;

	@Test
	void realLoginsTellTheStateWithoutAnyProbe() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply states = awaitWatched();
		assertThat(states.body()).contains("\"state\":\"ANSWERS\"");
		assertThat(this.world.horizon.validations().toString()).doesNotContain("passerelle-probe");
	}

	@Test
	void aRefusedTicketIsAnAnswer() {
		awaitWatched();
		this.world.horizon.inject(FaultOrder.of(Fault.of("refused")));
		this.browser.signIn(college("/pronote/parent.html"), "mdupont");
		assertThat(this.world.admin("GET", SCHOOL + "/ents", null).body()).contains("\"state\":\"ANSWERS\"")
			.doesNotContain("\"state\":\"DOWN\"");
	}

	@Test
	void theDiagnosisNamesTheFaultThatFamiliesMeet() {
		this.world.horizon.inject(FaultOrder.of(Fault.of("500")));
		Reply diagnosis = this.world.admin("POST", SCHOOL + "/delegations/horizon/diagnosis", "");
		assertThat(diagnosis.status()).isEqualTo(200);
		assertThat(diagnosis.body()).contains("VALIDATION_SERVER_ERROR", "\"letter\":")
			.doesNotContain("ST-0-passerelle");
		this.world.horizon.clearFaults();
		assertThat(this.world.admin("POST", SCHOOL + "/delegations/horizon/diagnosis", "").body())
			.contains("\"status\":\"OK\"");
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
	}

	@Test
	void whatIfSaysWhatALoginThenDoes() {
		String asked = "{\"delegation\":\"horizon\",\"profiles\":[\"%s\"],\"espace\":\"parent\"}";
		assertThat(whatIf(asked.formatted("National_TUT"))).contains("\"opens\":true");
		assertThat(whatIf(asked.formatted("National_ELV"))).contains("\"answer\":\"PROFILE_NOT_ALLOWED\"");
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		new TestBrowser().signIn(college("/pronote/parent.html"), "ldupont").isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
	}

	private String whatIf(String json) {
		Reply reply = this.world.admin("POST", SCHOOL + "/what-if", json, "Content-Type", "application/json");
		assertThat(reply.status()).isEqualTo(200);
		return reply.body();
	}

	/** Who uses which ENT is looked at once a second; then a login tells its state. */
	private Reply awaitWatched() {
		for (int i = 0; i < 5000; i++) {
			new TestBrowser().signIn(college("/pronote/parent.html"), "mdupont");
			Reply states = this.world.admin("GET", SCHOOL + "/ents", null);
			if (states.body().contains("\"state\":\"ANSWERS\"")) {
				return states;
			}
		}
		throw new AssertionError("no login told the ENT's state");
	}

}
