package fr.passerelle.gateway.document;

import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.document.Difference.Kind;
import fr.passerelle.gateway.document.ThreeWay.Conflict;
import fr.passerelle.gateway.document.ThreeWay.Merged;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DifferencesTests {

	private static final ConfigurationDocument BASE = DocumentEdits.base();

	@Test
	void betweenWhenASwitchIsTurnedThenNamesItByKeys() {
		assertThat(changes("\"parent\":{\"published\":true", "\"parent\":{\"published\":false"))
			.containsExactly(new Difference(List.of("espaces", "parent", "published"), Kind.CHANGED, "true", "false"));
	}

	@Test
	void betweenWhenADelegationIsPutFirstThenTheOthersAreUnchanged() {
		assertThat(paths(changes("\"delegations\":[{",
				"\"delegations\":[{\"id\":\"educonnect\",\"label\":\"EduConnect\",\"protocol\":\"CAS\"},{")))
			.containsExactly("ADDED delegations[educonnect]");
	}

	@Test
	void betweenWhenAListIsTurnedThenItsOrderCountsWhereItMeansSomething() {
		assertThat(changes("[\"atrium\",\"elyco\"]", "[\"elyco\",\"atrium\"]")).containsExactly(new Difference(
				List.of("espaces", "eleve", "delegations"), Kind.CHANGED, "[atrium, elyco]", "[elyco, atrium]"));
		assertThat(changes("[\"/pronote/a/**\",\"/pronote/b/**\"]", "[\"/pronote/b/**\",\"/pronote/a/**\"]")).isEmpty();
	}

	@Test
	void betweenWhenAPatternIsAddedThenItAloneIsNamed() {
		assertThat(paths(changes("[\"/pronote/a/**\",", "[\"/pronote/c/**\",\"/pronote/a/**\",")))
			.containsExactly("ADDED publicPaths[/pronote/c/**]");
	}

	@Test
	void betweenWhenAKeyIsWrittenAsNothingThenNothingDiffers() {
		assertThat(changes("\"ent\":\"atrium-sud\"", "\"ent\":\"atrium-sud\",\"cas\":null")).isEmpty();
		assertThat(paths(changes("\"ent\":\"atrium-sud\"", "\"ent\":null")))
			.containsExactly("REMOVED delegations[atrium].ent");
	}

	@Test
	void betweenWhenAnEspaceIsNewThenItsBlockIsOneDifference() {
		assertThat(changes("\"espaces\":{", "\"espaces\":{\"academie\":{\"published\":false},"))
			.containsExactly(new Difference(List.of("espaces", "academie"), Kind.ADDED, null, "{published: false}"));
	}

	@Test
	void betweenWhenTextIsLongThenCut() {
		List<Difference> changes = changes("Jean-Moulin", "x".repeat(5000));
		assertThat(changes.get(0).after()).hasSize(DocumentTree.MAX_TEXT + 1).endsWith("\u2026");
	}

	@Test
	void betweenWhenMuchDiffersThenTheListIsBoundedAndTheNumberIsNot() {
		StringBuilder many = new StringBuilder();
		for (int i = 0; i < 700; i++) {
			many.append("\"k").append(i).append("\":true,");
		}
		ConfigurationDocument after = DocumentEdits.parse("{" + many + BASE.toJson().substring(1));
		Differences differences = Differences.between(BASE, after);
		assertThat(differences.list()).hasSize(Differences.MAX);
		assertThat(differences.total()).isEqualTo(700);
	}

	@Test
	void mergeWhenEditsDoNotTouchThenBothStand() {
		Merged merged = ThreeWay.merge(BASE, edited("Jean-Moulin", "Louise-Michel"),
				edited("\"parent\":{\"published\":true", "\"parent\":{\"published\":false"));
		assertThat(merged.conflicts()).isEmpty();
		assertThat(merged.document().toJson()).contains("Louise-Michel", "\"parent\":{\"published\":false");
	}

	@Test
	void mergeWhenBothEditOnePlaceThenTheLatestStandsUntilDecided() {
		ConfigurationDocument mine = edited("Jean-Moulin", "Mine");
		ConfigurationDocument theirs = edited("Jean-Moulin", "Theirs");
		Merged merged = ThreeWay.merge(BASE, mine, theirs);
		assertThat(merged.document()).isEqualTo(theirs);
		assertThat(merged.conflicts()).containsExactly(new Conflict(List.of("name"), "Jean-Moulin", "Mine", "Theirs"));
		assertThat(ThreeWay.merge(BASE, mine, theirs, Set.of("name")).document()).isEqualTo(mine);
	}

	@Test
	void mergeWhenOneRemovesADelegationThatTheOtherEditsThenConflict() {
		ConfigurationDocument removed = DocumentEdits
			.parse(BASE.toJson().replaceFirst("\\{\"id\":\"atrium\"[^}]*\\},", ""));
		Merged merged = ThreeWay.merge(BASE, removed, edited("\"Atrium\"", "\"Atrium Sud\""));
		assertThat(merged.conflicts()).extracting(Conflict::path).containsExactly("delegations[atrium]");
		assertThat(merged.conflicts().get(0).mine()).isNull();
	}

	@Test
	void mergeWhenOneReordersAndTheOtherAddsThenBothStand() {
		ConfigurationDocument mine = DocumentEdits
			.parse(BASE.toJson().replaceFirst("(\\{\"id\":\"atrium\".*?\\}),(\\{\"id\":\"elyco\".*?\\}\\})", "$2,$1"));
		ConfigurationDocument theirs = edited("\"delegations\":[{",
				"\"delegations\":[{\"id\":\"educonnect\",\"label\":\"E\",\"protocol\":\"CAS\"},{");
		Merged merged = ThreeWay.merge(BASE, mine, theirs);
		assertThat(merged.conflicts()).isEmpty();
		assertThat(merged.document().copy().path("delegations")).extracting((one) -> one.path("id").asString())
			.containsExactly("elyco", "atrium", "educonnect");
	}

	private static List<Difference> changes(String from, String to) {
		return Differences.between(BASE, edited(from, to)).list();
	}

	private static ConfigurationDocument edited(String from, String to) {
		assertThat(BASE.toJson()).contains(from);
		return DocumentEdits.parse(BASE.toJson().replace(from, to));
	}

	private static List<String> paths(List<Difference> differences) {
		return differences.stream().map((one) -> one.kind() + " " + one.path()).toList();
	}

}
