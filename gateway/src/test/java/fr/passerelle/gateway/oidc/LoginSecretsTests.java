package fr.passerelle.gateway.oidc;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a login under way keeps secret without keeping it. */
class LoginSecretsTests {

	@Test
	void theSameHandleGivesTheSameInThisRunAlone() {
		LoginSecrets run = new LoginSecrets();
		assertThat(run.verifier("h")).isEqualTo(run.verifier("h")).isNotEqualTo(run.verifier("i"));
		assertThat(run.nonce("h")).isEqualTo(run.nonce("h")).isNotEqualTo(run.nonce("i"));
		assertThat(run.verifier("h").getValue()).hasSize(43).isNotEqualTo(run.nonce("h").getValue());
		assertThat(new LoginSecrets().verifier("h")).isNotEqualTo(run.verifier("h"));
	}

}
