package fr.passerelle.entcatalog;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntTests {

	private static final CasEndpoints AGORA = new CasEndpoints(URI.create("https://cas.agora06.fr"), null, null, null);

	@Test
	void unknownAddressesFollowTheConvention() {
		assertThat(ent(SignOn.CAS, AGORA, ValidationKind.CAS3).endpoints()).isEqualTo(new CasEndpoints(
				URI.create("https://cas.agora06.fr"), URI.create("https://cas.agora06.fr/login"),
				URI.create("https://cas.agora06.fr/p3/serviceValidate"), URI.create("https://cas.agora06.fr/logout")));
	}

	@Test
	void anEntWithoutAddressCannotBeChosen() {
		Ent ent = ent(SignOn.CAS, CasEndpoints.UNKNOWN, ValidationKind.CAS2);
		assertThat(ent.choosable()).isFalse();
		assertThat(ent.obstacles()).containsExactly(Obstacle.ADDRESS_UNKNOWN);
	}

	@Test
	void anEntWithoutValidationCannotBeChosen() {
		assertThat(ent(SignOn.CAS, AGORA, null).obstacles()).containsExactly(Obstacle.VALIDATION_UNKNOWN);
		assertThat(ent(SignOn.CAS, CasEndpoints.UNKNOWN, null).obstacles()).containsExactly(Obstacle.ADDRESS_UNKNOWN,
				Obstacle.VALIDATION_UNKNOWN);
	}

	@Test
	void anEntWithoutCasCannotBeChosenAtAll() {
		assertThat(ent(SignOn.SHIBBOLETH, CasEndpoints.UNKNOWN, null).obstacles()).containsExactly(Obstacle.NOT_CAS);
		assertThatIllegalArgumentException().isThrownBy(() -> ent(SignOn.FORM, AGORA, null));
	}

	@Test
	void theMissingAddressIsSuppliedByTheAdministrator() {
		Ent ent = ent(SignOn.CAS, CasEndpoints.UNKNOWN, ValidationKind.CAS2);
		assertThat(ent.endpointsWith(AGORA, null)).isEqualTo(AGORA.completedFor(ValidationKind.CAS2));
		assertThat(ent.endpointsWith(CasEndpoints.UNKNOWN, null)).isEqualTo(CasEndpoints.UNKNOWN);
	}

	@Test
	void oneAddressOfTheAdministratorLeavesTheOthers() {
		URI logout = URI.create("https://www.agora06.fr/bye");
		CasEndpoints resolved = ent(SignOn.CAS, AGORA, ValidationKind.CAS2)
			.endpointsWith(new CasEndpoints(null, null, null, logout), null);
		assertThat(resolved.logoutUrl()).isEqualTo(logout);
		assertThat(resolved.loginUrl()).hasToString("https://cas.agora06.fr/login");
	}

	@Test
	void anotherServerReplacesAllAddresses() {
		URI elsewhere = URI.create("https://cas.example.fr/cas/");
		CasEndpoints own = new CasEndpoints(elsewhere, null, null, null);
		CasEndpoints special = new CasEndpoints(AGORA.serverUrl(), null,
				URI.create("https://other.agora06.fr/validate"), null);
		Ent ent = ent(SignOn.CAS, special, ValidationKind.CAS2);
		assertThat(ent.endpointsWith(own, null).validationUrl())
			.hasToString("https://cas.example.fr/cas/serviceValidate");
		assertThat(ent.endpointsWith(AGORA, null)).as("the same server").isEqualTo(ent.endpoints());
	}

	@Test
	void anotherWayOfValidatingReplacesTheValidationAddress() {
		Ent ent = ent(SignOn.CAS, AGORA, ValidationKind.CAS2);
		assertThat(ent.endpointsWith(CasEndpoints.UNKNOWN, ValidationKind.SAML1).validationUrl())
			.hasToString("https://cas.agora06.fr/samlValidate");
		assertThat(ent.endpointsWith(CasEndpoints.UNKNOWN, ValidationKind.CAS2)).isEqualTo(ent.endpoints());
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://cas.agora06.fr", "https:///cas", "cas.agora06.fr", "https://me@cas.agora06.fr",
			"https://cas.agora06.fr?x=1", "https://cas.agora06.fr#x", "http://127.0.0.1.example.fr",
			"ftp://cas.agora06.fr" })
	void anAddressThatCannotBeTrustedIsNoAddress(String address) {
		URI uri = URI.create(address);
		assertThatIllegalArgumentException().isThrownBy(() -> new CasEndpoints(uri, null, null, null));
		assertThat(CasEndpoints.parse(address)).isNull();
	}

	@Test
	void valuesHoldTheirRules() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Ent.Lifecycle(Status.SUPERSEDED, List.of(), "why"));
		assertThatIllegalArgumentException().isThrownBy(() -> new Ent.Lifecycle(Status.CURRENT, List.of("a"), null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Ent.Lifecycle(Status.OBSOLETE, List.of(), null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Ent.Provenance(List.of(), Confidence.STATED, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Ent.Provenance(List.of("x"), Confidence.STATED, 0));
	}

	@Test
	@SuppressWarnings("DoNotCall")
	void valuesCannotBeChanged() {
		Ent ent = EntCatalog.bundled().find("mon-ent-occitanie").orElseThrow();
		List<?>[] lists = { EntCatalog.bundled().all(), ent.aliases(), ent.selectors(), ent.supersededBy(),
				ent.defaults().profiles() };
		for (List<?> list : lists) {
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.remove(null));
		}
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ent.selectors().get(0).espaces().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> ent.obstacles().clear());
	}

	private static Ent ent(SignOn signOn, CasEndpoints endpoints, @Nullable ValidationKind validation) {
		return new Ent("agora06", List.of(), "Agora06", "Alpes-Maritimes (06)", Audience.COLLEGES, "Kosmos", signOn,
				endpoints, null, validation, List.of(), PlatformDefaults.NONE, null,
				new Ent.Lifecycle(Status.CURRENT, List.of(), null),
				new Ent.Provenance(List.of("a public page"), Confidence.STATED, 1));
	}

}
