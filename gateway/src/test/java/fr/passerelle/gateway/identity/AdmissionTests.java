package fr.passerelle.gateway.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTests {

	private final Admission admission = new Admission();

	private final Delegation atrium = TestEstablishments.delegation("atrium");

	@ParameterizedTest
	@CsvSource({ "National_ELV,ELV", "national_elv,ELV", "NATIONAL_TUT,TUT", "National_1,ELV", "National_2,TUT",
			"National_3,ENS", "National_4,DIR", "National_5,EVS", "National_6,ETA", "National_7,ACA",
			"National_DOC,DOC", "National_COL,COL", "'National_3;National_2','ENS TUT'", "' National_3 ; ','ENS'",
			"National_8,''", "ELV,''", "'',''", "National_,''" })
	void profilesAreReadInEveryForm(String value, String expected) {
		assertThat(Profiles.read(List.of(value), false)).extracting(Profile::name)
			.containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" "));
	}

	@Test
	void national4OpensNothingWhereItMeansAllStaff() {
		assertThat(Profiles.open(Profiles.read(List.of("National_4"), false))).containsExactly(EspaceKey.DIRECTION);
		assertThat(Profiles.open(Profiles.read(List.of("National_4"), true))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "ELV,eleve", "TUT,parent", "ENS,professeur", "DOC,professeur", "DIR,direction", "EVS,viescolaire",
			"ACA,academie", "ETA,''", "COL,''" })
	void eachProfileOpensItsEspaceAndNoOther(Profile profile, String espace) {
		assertThat(Profiles.open(Set.of(profile))).extracting(EspaceKey::key)
			.containsExactlyElementsOf(espace.isEmpty() ? List.of() : List.of(espace));
	}

	@Test
	void aParentIsAdmittedToParentsAndNamed() {
		assertThat(decide(EspaceKey.PARENT, Map.of("ENTPersonProfils", List.of("National_TUT"), "sn", List.of("Dupont"),
				"givenName", List.of("Marie"))))
			.isEqualTo("admitted mdupont Marie Dupont");
	}

	@Test
	void aPupilIsNotAllowedAndToldWhereToGo() {
		assertThat(decide(EspaceKey.PARENT, Map.of("ENTPersonProfils", List.of("National_ELV"))))
			.isEqualTo("not allowed [ELEVE]");
	}

	@Test
	void aHeadIsNotToldOfAnEspaceThatIsClosed() {
		assertThat(decide(EspaceKey.PARENT, Map.of("ENTPersonProfils", List.of("National_EVS"))))
			.isEqualTo("not allowed []");
	}

	@Test
	void someoneWithoutProfileIsNotAllowed() {
		assertThat(decide(EspaceKey.PARENT, Map.of())).isEqualTo("not allowed []");
	}

	@Test
	void anybodyWithAnAccountMaySignInOnPageCommune() {
		assertThat(decide(EspaceKey.COMMUNE, Map.of())).startsWith("admitted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0750002B", "[0750002B, 0750003C]", "0750002b", "ENTStructureSIREN=19330001,ou=structures",
			"Collège Jean-Moulin", "0330001", "10330001A", "0330001AB" })
	void anotherEstablishmentsCodeRefuses(String code) {
		assertThat(decide(EspaceKey.PARENT,
				Map.of("ENTPersonProfils", List.of("National_TUT"), "ENTPersonStructRattachRNE", List.of(code))))
			.isEqualTo("other establishment");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0330001A", "0330001a", "[0750002B, 0330001A]", "0750002B;0330001A", "[]", "null", "{}",
			"\"\"", "ENTStructureSIREN=19330001,ou=structures;0330001A" })
	void thisEstablishmentsCodeAmongOthersOrNoneAtAllAdmits(String code) {
		assertThat(decide(EspaceKey.PARENT,
				Map.of("ENTPersonProfils", List.of("National_TUT"), "ENTPersonStructRattachRNE", List.of(code))))
			.startsWith("admitted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "entpersonstructrattachrne", "ENTPERSONSTRUCTRATTACHRNE", "cas:EntPersonStructRattachRNE",
			"{http://www.yale.edu/tp/cas}ENTPersonStructRattachRNE", " ENTPersonStructRattachRNE " })
	void decideWhenTheAttributesNameIsSpeltOtherwiseThenItIsRead(String name) {
		String profiles = name.replaceAll("(?i)StructRattachRNE", "Profils");
		assertThat(decide(EspaceKey.PARENT, Map.of(profiles, List.of("National_TUT"), name, List.of("0330001A"))))
			.startsWith("admitted");
		assertThat(decide(EspaceKey.PARENT, Map.of(profiles, List.of("National_TUT"), name, List.of("0750002B"))))
			.isEqualTo("other establishment");
	}

	@Test
	void decideWhenOneNameIsSpeltInTwoWaysThenAllItsValuesCount() {
		Map<String, List<String>> both = Map.of("ENTPersonProfils", List.of("National_ELV"), "entpersonprofils",
				List.of("National_TUT"), "ENTPersonStructRattachRNE", List.of("[]"), "entpersonstructrattachrne",
				List.of("0750002B"));
		assertThat(decide(EspaceKey.PARENT, both)).isEqualTo("other establishment");
		assertThat(decide(EspaceKey.PARENT,
				Map.of("ENTPersonProfils", List.of("National_ELV"), "entpersonprofils", List.of("National_TUT"))))
			.startsWith("admitted");
	}

	@Test
	void decideWhenTheListIsNotCleanEnoughForANameThenItIsReadAllTheSame() {
		RemoteIdentity remote = new RemoteIdentity("mdupont", Map.of("ENTPersonProfils", List.of("National_TUT")),
				Map.of("ENTPersonStructRattachRNE", List.of("0750002B 0750003C")));
		assertThat(Admission.belongsElsewhere(TestEstablishments.college(), this.atrium, remote)).isTrue();
	}

	@Test
	void withoutProfileInTheListNobodyUnknownIsAdmitted() {
		Delegation strict = TestEstablishments.delegation("atrium", List.of(Recognition.PERSON_ID), false);
		assertThat(decide(strict, EspaceKey.PARENT, Map.of("ENTPersonProfils", List.of("National_TUT"))))
			.isEqualTo("unknown");
	}

	private String decide(EspaceKey espace, Map<String, List<String>> attributes) {
		return decide(this.atrium, espace, attributes);
	}

	private String decide(Delegation delegation, EspaceKey espace, Map<String, List<String>> attributes) {
		return this.admission
			.decide(TestEstablishments.college(), espace, delegation, new RemoteIdentity("mdupont", attributes),
					"mdupont")
			.fold((visitor) -> "admitted " + visitor.user() + " " + visitor.name(), (open) -> "not allowed " + open,
					() -> "other establishment", () -> "unknown");
	}

}
