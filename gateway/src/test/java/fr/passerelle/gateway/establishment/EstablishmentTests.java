package fr.passerelle.gateway.establishment;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EstablishmentTests {

	private final Establishment college = TestEstablishments.college();

	@Test
	void addressesBeginWithThePublicUrl() {
		assertThat(this.college.home()).isEqualTo("https://0330001a.example.fr/pronote/");
		assertThat(this.college.address("/pronote/x?a=1")).isEqualTo("https://0330001a.example.fr/pronote/x?a=1");
		assertThat(this.college.page(EspaceKey.PARENT)).isEqualTo("https://0330001a.example.fr/pronote/parent.html");
		assertThat(this.college.mobilePage(EspaceKey.PARENT))
			.isEqualTo("https://0330001a.example.fr/pronote/mobile.parent.html");
		assertThat(this.college.directLoginAddress(EspaceKey.PARENT))
			.isEqualTo("https://0330001a.example.fr/pronote/parent.html?login=true");
		assertThat(this.college.registrationPattern()).isEqualTo("https://0330001a.example.fr/pronote/**");
	}

}
