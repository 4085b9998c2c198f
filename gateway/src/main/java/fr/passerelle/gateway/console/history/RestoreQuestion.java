package fr.passerelle.gateway.console.history;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.ConsequenceTexts;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.preview.Consequence;
import fr.passerelle.gateway.preview.Consequence.Kind;
import fr.passerelle.gateway.preview.Preview;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.Version;

/**
 * Asks before an earlier version is restored, and says what changes: for people, in the
 * copies of the catalogue, and in the document.
 */
final class RestoreQuestion {

	/** Differences that it names. */
	private static final int MAX = 20;

	/** These are also among the document's differences. */
	private static final Set<Kind> SAID_BY_THE_DOCUMENT = EnumSet.of(Kind.NAME_CHANGED, Kind.LABEL_CHANGED,
			Kind.UPSTREAM_CHANGED, Kind.PATHS_CHANGED, Kind.DELEGATION_ADDED, Kind.DELEGATION_UNUSED,
			Kind.DELEGATION_REMOVED, Kind.DELEGATION_ON, Kind.DELEGATION_OFF);

	private final Establishments establishments;

	private final History history;

	private final Previews previews;

	private final DifferenceWords words;

	private final ConsequenceTexts sentences;

	RestoreQuestion(Establishments establishments, History history, Previews previews, DifferenceWords words,
			ConsequenceTexts sentences) {
		this.establishments = establishments;
		this.history = history;
		this.previews = previews;
		this.words = words;
		this.sentences = sentences;
	}

	/** The question about one version. */
	Confirmation about(Uai uai, long number, Moments when, Locale locale) {
		String path = HistoryController.path(uai) + "/" + number;
		Confirmation question = Confirmation.of("history", path + "/restore", "history.restore.title", number)
			.button("history.restore.button", path);
		try {
			Preview preview = this.previews.of(this.establishments.proposeRestore(uai, number));
			for (Consequence consequence : preview.consequences()) {
				if (!SAID_BY_THE_DOCUMENT.contains(consequence.kind())) {
					question.saying("history.sentence", this.sentences.of(consequence, when, locale));
				}
			}
			return ending(question.with("base", preview.proposal().base()),
					Differences.between(preview.proposal().current(), preview.proposal().document()), this.words);
		}
		catch (InvalidDocumentException ex) {
			// One of the two documents is no longer accepted. If it is the current one, a
			// restore corrects it; if it is the earlier one, the answer says why it is
			// refused.
			Version current = this.establishments.current(uai);
			return ending(question.with("base", current.number()),
					Differences.between(current.document(), this.history.version(uai, number).document()), this.words);
		}
	}

	/** What differs in the document, and when it takes effect. */
	static Confirmation ending(Confirmation question, Differences differences, DifferenceWords words) {
		boolean nothing = question.consequences().isEmpty() && differences.isEmpty();
		List<DifferenceWords.Line> lines = words.lines(differences);
		lines.stream().limit(MAX).forEach((line) -> question.saying("history.sentence", line.sentence()));
		if (differences.total() > MAX) {
			question.saying("history.more", differences.total() - MAX);
		}
		return question.saying(nothing ? "history.restore.nothing" : "history.restore.atonce");
	}

}
