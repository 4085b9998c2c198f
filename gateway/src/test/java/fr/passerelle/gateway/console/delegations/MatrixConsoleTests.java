package fr.passerelle.gateway.console.delegations;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of Espaces and delegations.
 */
class MatrixConsoleTests extends RunningDelegations {

	@Test
	void theMatrixIsPreviewedAndAppliedWithAComment() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview", body(browser, "what=MATRIX",
				"base=" + version(), "way.parent=edu", "way.eleve=atrium", "direct=parent", "direct=direction"));
		assertThat(preview.statusCode()).isEqualTo(200);
		assertThat(preview.body()).contains("Espace Parents : les familles passeront par Educ au lieu de Atrium.");
		assertThat(version()).isEqualTo(1);

		HttpResponse<String> applied = apply(browser, preview.body(), "Passage à Educ");
		assertThat(applied.statusCode()).isEqualTo(303);
		assertThat(browser.follow(applied).body()).contains("C’est appliqué");
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::id).containsExactly("edu");
		assertThat(this.establishments.current(this.school).comment()).isEqualTo("Passage à Educ");
		assertThat(this.establishments.current(this.school).author()).isEqualTo(ADMIN);
	}

	@Test
	void aRowThatContradictsItselfIsRefusedAtTheRow() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> refused = browser.postRaw(this.path + "/preview",
				body(browser, "what=MATRIX", "base=1", "way.parent=:none", "way.parent=edu"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("href=\"#row.parent\"",
				"« Aucune » et une délégation ne vont pas ensemble");
		assertThat(version()).isEqualTo(1);
	}

	@Test
	void aPublishedEspaceWithNothingTickedIsWarnedOf() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> preview = browser.postRaw(this.path + "/preview",
				body(browser, "what=MATRIX", "base=1", "way.parent=atrium", "direct=parent", "direct=direction"));
		assertThat(preview.body()).contains("Espace Élèves : les élèves ne passeront plus par Atrium",
				"la connexion directe s’ouvre donc d’elle-même");
		apply(browser, preview.body(), "");
		assertThat(browser.get(this.path).body())
			.contains("Sans délégation : cet Espace s’ouvre par la connexion directe");
	}

	@Test
	void theLoserOfARaceLosesNothingAndSeesWhoWasFaster() {
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=MATRIX", "base=1", "way.parent=edu", "way.eleve=atrium"))
			.body();
		overtake();
		HttpResponse<String> lost = apply(browser, preview, "Moi aussi");
		assertThat(lost.statusCode()).isEqualTo(409);
		assertThat(lost.body()).contains("Deux changements en même temps", "collègue", "Rentrée", "value=\"Moi aussi\"",
				"Espace Parents, délégations", "Espace Professeurs");
		assertThat(version()).isEqualTo(2);
	}

	@Test
	void modifyKeepsTheVersionThatTheTicksWereMadeUpon() {
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=MATRIX", "base=1", "way.parent=edu", "way.eleve=atrium"))
			.body();
		overtake();
		String list = browser.postRaw(this.path + "/matrix", hidden(preview)).body();
		assertThat(hidden(list)).contains("base=1").doesNotContain("base=2");
		HttpResponse<String> late = browser.postRaw(this.path + "/preview", hidden(list) + "&" + checked(list));
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Deux changements en même temps", "collègue");
	}

	@Test
	void aRowThatContradictsItselfKeepsItsVersionToo() {
		ConsoleBrowser browser = administrator();
		overtake();
		HttpResponse<String> refused = browser.postRaw(this.path + "/preview", body(browser, "what=MATRIX", "base=1",
				"comment=Rentrée", "way.parent=:none", "way.parent=edu", "way.eleve=atrium"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(hidden(refused.body())).contains("base=1", "comment=Rentr").doesNotContain("base=2");
	}

	@Test
	void aDelegationMayHaveAnyIdThatItsDocumentGivesIt() {
		this.establishments.edit(this.school,
				DelegationEdit.put("none",
						"""
								{"label": "Neuf", "protocol": "CAS", "cas": {"serverUrl": "https://n.example.fr", "validation": "CAS2"}}"""
							.getBytes(StandardCharsets.UTF_8)),
				ExpectedVersion.ANY, new Change("test", null));
		ConsoleBrowser browser = administrator();
		String preview = browser
			.postRaw(this.path + "/preview",
					body(browser, "what=MATRIX", "base=2", "way.parent=none", "way.parent=atrium", "way.eleve=none"))
			.body();
		assertThat(apply(browser, preview, "").statusCode()).isEqualTo(303);
		assertThat(espace(EspaceKey.PARENT).delegations()).extracting(Delegation::id).containsExactly("atrium", "none");
		assertThat(espace(EspaceKey.ELEVE).delegations()).extracting(Delegation::id).containsExactly("none");
	}

	/** Another administrator saves version 2. */
	private void overtake() {
		this.establishments.patch(this.school, EspaceKey.PROFESSEUR, new EspacePatch(true, List.of("edu"), null),
				ExpectedVersion.ANY, new Change("collègue", "Rentrée"));
	}

}
