package fr.passerelle.gateway.document;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.document.ThreeWay.Conflict;
import fr.passerelle.gateway.document.ThreeWay.Merged;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentMergePropertyTests {

	@Property
	void withOneSideUnchangedTheOtherIsTheResult(@ForAll("documents") ConfigurationDocument base,
			@ForAll("documents") ConfigurationDocument edited) {
		assertThat(ThreeWay.merge(base, edited, base)).isEqualTo(new Merged(edited, List.of()));
		assertThat(ThreeWay.merge(base, base, edited)).isEqualTo(new Merged(edited, List.of()));
		assertThat(ThreeWay.merge(base, edited, edited)).isEqualTo(new Merged(edited, List.of()));
	}

	@Property
	void noEditIsLostWithoutAConflict(@ForAll("documents") ConfigurationDocument base,
			@ForAll("documents") ConfigurationDocument mine, @ForAll("documents") ConfigurationDocument theirs) {
		Merged merged = ThreeWay.merge(base, mine, theirs);
		everyEditStands(base, mine, merged);
		everyEditStands(base, theirs, merged);
	}

	@Property
	void sidesHaveTheSameConflicts(@ForAll("documents") ConfigurationDocument base,
			@ForAll("documents") ConfigurationDocument mine, @ForAll("documents") ConfigurationDocument theirs) {
		assertThat(paths(ThreeWay.merge(base, mine, theirs))).isEqualTo(paths(ThreeWay.merge(base, theirs, mine)));
	}

	@Property
	void decidedConflictsHaveWhatWasDecided(@ForAll("documents") ConfigurationDocument base,
			@ForAll("documents") ConfigurationDocument mine, @ForAll("documents") ConfigurationDocument theirs) {
		Merged open = ThreeWay.merge(base, mine, theirs);
		for (Conflict conflict : open.conflicts()) {
			Merged decided = ThreeWay.merge(base, mine, theirs, Set.of(conflict.path()));
			assertThat(DocumentTree.text(DocumentEdits.at(decided.document(), conflict.steps())))
				.isEqualTo(conflict.mine());
			assertThat(DocumentTree.text(DocumentEdits.at(open.document(), conflict.steps())))
				.isEqualTo(conflict.theirs());
		}
	}

	@Property
	void differencesAreAllThatDiffers(@ForAll("documents") ConfigurationDocument before,
			@ForAll("documents") ConfigurationDocument after) {
		Differences differences = Differences.between(before, after);
		assertThat(differences.list()).hasSize(differences.total()).doesNotHaveDuplicates();
		for (Difference difference : differences.list()) {
			assertThat(DocumentTree.text(DocumentEdits.at(before, difference.steps()))).isEqualTo(difference.before());
			assertThat(DocumentTree.text(DocumentEdits.at(after, difference.steps()))).isEqualTo(difference.after());
			assertThat(Objects.equals(difference.before(), difference.after())).isFalse();
		}
		// Whoever takes each of them over has the later document.
		Set<String> all = differences.list().stream().map(Difference::path).collect(Collectors.toSet());
		Merged taken = ThreeWay.merge(before, after, before, all);
		assertThat(Differences.between(taken.document(), after).isEmpty()).isTrue();
	}

	@Property
	void documentDoesNotDifferFromItself(@ForAll("documents") ConfigurationDocument document) {
		assertThat(Differences.between(document, document).isEmpty()).isTrue();
	}

	@Provide
	Arbitrary<ConfigurationDocument> documents() {
		return DocumentEdits.documents();
	}

	/** An edit stands in the result, or the conflict that holds it is named. */
	private static void everyEditStands(ConfigurationDocument base, ConfigurationDocument edited, Merged merged) {
		for (Difference edit : Differences.between(base, edited).list()) {
			boolean stands = Objects.equals(DocumentEdits.at(merged.document(), edit.steps()),
					DocumentEdits.at(edited, edit.steps()));
			boolean named = merged.conflicts()
				.stream()
				.anyMatch(
						(conflict) -> begins(conflict.steps(), edit.steps()) || begins(edit.steps(), conflict.steps()));
			assertThat(stands || named).as(edit::toString).isTrue();
		}
	}

	private static boolean begins(List<String> steps, List<String> with) {
		return steps.size() >= with.size() && steps.subList(0, with.size()).equals(with);
	}

	private static List<String> paths(Merged merged) {
		return merged.conflicts().stream().map(Conflict::path).sorted().toList();
	}

}
