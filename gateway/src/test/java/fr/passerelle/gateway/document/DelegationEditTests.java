package fr.passerelle.gateway.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Protocol;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Changes of delegations and of the matrix, document to document.
 */
class DelegationEditTests {

	private static final ConfigurationDocument DOCUMENT = document("""
			{"uai": "0330001A", "name": "Jean-Moulin", "publicUrl": "https://0330001a.example.fr",
			"upstream": "http://127.0.0.1:9000",
			"delegations": [
			{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud", "cas": {"renew": true},
			"attributes": {"profiles": ["a", "b"], "personId": "pid"}, "recognition": ["IDENTITY", "PROFILE"]},
			{"id": "autre", "label": "Autre", "protocol": "CAS", "active": false,
			"cas": {"serverUrl": "https://cas.example.fr", "validation": "CAS2"}}],
			"espaces": {"parent": {"delegations": ["autre", "atrium"], "directLogin": true},
			"eleve": {"published": false, "delegations": ["atrium"]}}}""");

	@Test
	void whatIsReadFromADocumentIsWrittenBackAsItWas() {
		for (DelegationBlock block : DelegationBlock.of(DOCUMENT)) {
			ConfigurationDocument written = DelegationEdit.put(block).applyTo(DOCUMENT);
			assertThat(DelegationBlock.of(written)).isEqualTo(DelegationBlock.of(DOCUMENT));
			assertThat(written.toJson()).contains(DOCUMENT.toJson().substring(0, 120));
		}
		assertThat(DelegationBlock.find(DOCUMENT, "atrium")).get()
			.satisfies((block) -> assertThat(block.attributes()).containsEntry("profiles", List.of("a", "b")))
			.satisfies((block) -> assertThat(block.recognition()).containsExactly("IDENTITY", "PROFILE"));
	}

	@Test
	void putAddsAtTheEndAndReplacesInPlace() {
		DelegationBlock block = new DelegationBlock("neuf", "Neuf", Protocol.CAS, true, "toutatice", Map.of(), Map.of(),
				List.of());
		ConfigurationDocument added = DelegationEdit.put(block).applyTo(DOCUMENT);
		assertThat(ids(added)).containsExactly("atrium", "autre", "neuf");
		ConfigurationDocument replaced = DelegationEdit
			.put("atrium", bytes("{\"label\": \"Atrium 2\", \"protocol\": \"CAS\", \"ent\": \"atrium-sud\"}"))
			.applyTo(added);
		assertThat(ids(replaced)).containsExactly("atrium", "autre", "neuf");
		assertThat(DelegationBlock.find(replaced, "atrium")).get()
			.satisfies((atrium) -> assertThat(atrium.label()).isEqualTo("Atrium 2"))
			.satisfies((atrium) -> assertThat(atrium.attributes()).isEmpty());
	}

	@Test
	void anIdNeverChanges() {
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> DelegationEdit.put("atrium", bytes("{\"id\": \"autre\"}")))
			.withMessage("id: is one of atrium");
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> DelegationEdit.merge("atrium", bytes("{\"id\": \"x\"}")).applyTo(DOCUMENT));
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> DelegationEdit.merge("atrium", bytes("{\"id\": 7}")).applyTo(DOCUMENT));
	}

	@Test
	void mergeChangesWhatItNamesAndTakesOutWhatIsNull() {
		ConfigurationDocument merged = DelegationEdit
			.merge("atrium", bytes("{\"label\": \"A\", \"cas\": {\"renew\": null, \"validation\": \"CAS3\"}}"))
			.applyTo(DOCUMENT);
		assertThat(DelegationBlock.find(merged, "atrium")).get()
			.satisfies((block) -> assertThat(block.label()).isEqualTo("A"))
			.satisfies((block) -> assertThat(block.signOn()).doesNotContainKey("renew"))
			.satisfies((block) -> assertThat(block.signOn()).containsEntry("validation", "CAS3"))
			.satisfies((block) -> assertThat(block.recognition()).hasSize(2));
	}

	@Test
	void activateSwitchesOneAlone() {
		ConfigurationDocument switched = DelegationEdit.activate("autre", true).applyTo(DOCUMENT);
		assertThat(DelegationBlock.of(switched)).allMatch(DelegationBlock::active);
		assertThat(Matrix.of(switched)).isEqualTo(Matrix.of(DOCUMENT));
	}

	@Test
	void removeWhenItLeadsSomewhereThenRefusedUnlessTakenOutOfThereToo() {
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> DelegationEdit.remove("atrium", false).applyTo(DOCUMENT))
			.withMessageStartingWith("delegations[0]: leads into Espace Parents, Espace Élèves");
		ConfigurationDocument without = DelegationEdit.remove("atrium", true).applyTo(DOCUMENT);
		assertThat(ids(without)).containsExactly("autre");
		assertThat(Matrix.of(without).row(EspaceKey.PARENT).delegations()).containsExactly("autre");
		assertThat(Matrix.of(without).row(EspaceKey.ELEVE).delegations()).isEmpty();
		assertThat(Matrix.of(without).row(EspaceKey.ELEVE).published()).isFalse();
	}

	@Test
	void whatIsNotThereIsUnknown() {
		for (DocumentEdit edit : List.of(DelegationEdit.remove("x", true), DelegationEdit.activate("x", true),
				DelegationEdit.merge("x", bytes("{}")))) {
			assertThatExceptionOfType(UnknownDelegationException.class).isThrownBy(() -> edit.applyTo(DOCUMENT))
				.withMessage("there is no delegation x");
		}
	}

	@Test
	void freeIdsAreMadeOfTheNameAndNeverTaken() {
		assertThat(DelegationBlock.freeId(DOCUMENT, "Atrium")).isEqualTo("atrium-2");
		assertThat(DelegationBlock.freeId(DOCUMENT, "  L'Éduc de Normandie (76) ")).isEqualTo("l-educ-de-normandie-76");
		assertThat(DelegationBlock.freeId(DOCUMENT, "direct")).isEqualTo("direct-1");
		assertThat(DelegationBlock.freeId(DOCUMENT, "New")).isEqualTo("new");
		assertThat(DelegationBlock.freeId(DOCUMENT, "ENTs")).isEqualTo("ents");
		assertThat(DelegationBlock.freeId(DOCUMENT, "!!")).isEqualTo("ent");
		assertThat(DelegationBlock.freeId(DOCUMENT, "x".repeat(200))).hasSize(37);
	}

	@Test
	void matrixShowsWhatIsWrittenInactiveDelegationsIncluded() {
		Matrix matrix = Matrix.of(DOCUMENT);
		assertThat(matrix.row(EspaceKey.PARENT)).isEqualTo(new Matrix.Row(true, List.of("autre", "atrium"), true));
		assertThat(matrix.row(EspaceKey.ELEVE)).isEqualTo(new Matrix.Row(false, List.of("atrium"), false));
		assertThat(matrix.row(EspaceKey.COMMUNE)).isEqualTo(new Matrix.Row(true, List.of(), false));
		assertThat(matrix.row(EspaceKey.DIRECTION)).isEqualTo(new Matrix.Row(false, List.of(), false));
		assertThat(matrix.espacesOf("atrium")).containsExactly(EspaceKey.PARENT, EspaceKey.ELEVE);
	}

	@Test
	void aRowKeepsTheOrderThatVisitorsKnow() {
		Matrix.Row row = Matrix.of(DOCUMENT).row(EspaceKey.PARENT);
		assertThat(row.delegatedTo(List.of("neuf", "atrium", "autre"), true).delegations()).containsExactly("autre",
				"atrium", "neuf");
		assertThat(row.delegatedTo(Set.of("atrium", "autre"), true).isEmpty()).isTrue();
		assertThat(row.delegatedTo(List.of(), false)).isEqualTo(new EspacePatch(null, List.of(), false));
	}

	@Test
	void matrixEditChangesTheRowsItNamesAndWritesNoOthers() {
		Map<EspaceKey, EspacePatch> patches = new LinkedHashMap<>();
		patches.put(EspaceKey.ELEVE, new EspacePatch(true, null, null));
		patches.put(EspaceKey.DIRECTION, new EspacePatch(null, null, null));
		ConfigurationDocument edited = new MatrixEdit(patches).applyTo(DOCUMENT);
		assertThat(edited.toJson()).doesNotContain("direction");
		assertThat(Matrix.of(edited).row(EspaceKey.ELEVE).published()).isTrue();
	}

	@Test
	void matrixEditIsReadStrictly() {
		assertThat(MatrixEdit.parse(bytes("{\"parent\": {\"delegations\": []}, \"eleve\": {\"published\": true}}"))
			.patches()).containsOnlyKeys(EspaceKey.PARENT, EspaceKey.ELEVE);
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(
					() -> MatrixEdit.parse(bytes("{\"parents\": {}, \"eleve\": {\"published\": 1, \"aucune\": 2}}")))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DocumentFault::path)
				.containsExactlyInAnyOrder("parents", "eleve.aucune", "eleve.published"));
		assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> MatrixEdit.parse(bytes("{}")));
	}

	@Test
	void noneAndSomeAtOnceIsRefused() {
		MatrixEdit.refuseContradictions(List.of());
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> MatrixEdit.refuseContradictions(List.of(EspaceKey.PARENT)))
			.withMessage("espaces.parent.delegations: cannot be delegated to none and to some at once");
	}

	@Test
	void mergingADocumentChangesThePartThatIsNamed() {
		ConfigurationDocument merged = DocumentEdit
			.merging(bytes("{\"name\": \"Autre\", \"espaces\": {\"parent\": {\"directLogin\": null}}}"))
			.then(DelegationEdit.activate("autre", true))
			.applyTo(DOCUMENT);
		assertThat(merged.toJson()).contains("\"name\":\"Autre\"").doesNotContain("directLogin");
		assertThat(DelegationBlock.of(merged)).allMatch(DelegationBlock::active);
	}

	private static List<String> ids(ConfigurationDocument document) {
		return DelegationBlock.of(document).stream().map(DelegationBlock::id).toList();
	}

	private static ConfigurationDocument document(String json) {
		return ConfigurationDocument.parse(bytes(json), Format.JSON);
	}

	private static byte[] bytes(String json) {
		return DocumentReaderTests.bytes(json);
	}

}
