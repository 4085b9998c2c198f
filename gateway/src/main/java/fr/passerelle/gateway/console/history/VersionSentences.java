package fr.passerelle.gateway.console.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import fr.passerelle.gateway.console.history.DifferenceWords.Line;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import fr.passerelle.gateway.version.VersionSummary;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Says what a version changed where its author gave no comment, so that a list of
 * versions can be read.
 */
public final class VersionSentences {

	private final History history;

	private final DifferenceWords differences;

	private final MessageSource words;

	VersionSentences(History history, DifferenceWords differences, MessageSource words) {
		this.history = history;
		this.differences = differences;
		this.words = words;
	}

	/**
	 * The sentences of the versions without a comment, by number. Reads the documents of
	 * those versions and of the ones before them.
	 * @param versions one page of a history
	 */
	public Map<Long, String> of(Uai uai, List<VersionSummary> versions) {
		Map<Long, Optional<ConfigurationDocument>> read = new HashMap<>();
		Map<Long, String> sentences = new HashMap<>();
		for (VersionSummary version : versions) {
			if (version.comment() == null) {
				sentences.put(version.number(),
						sentence(document(uai, version.number() - 1, read), document(uai, version.number(), read)));
			}
		}
		return sentences;
	}

	private Optional<ConfigurationDocument> document(Uai uai, long number,
			Map<Long, Optional<ConfigurationDocument>> read) {
		return read.computeIfAbsent(number, (one) -> {
			try {
				return Optional.of(this.history.version(uai, one).document());
			}
			catch (UnknownEstablishmentException ex) {
				return Optional.empty();
			}
		});
	}

	private String sentence(Optional<ConfigurationDocument> before, Optional<ConfigurationDocument> after) {
		if (before.isEmpty() || after.isEmpty()) {
			return word("history.said.first");
		}
		Differences found = Differences.between(before.get(), after.get());
		List<Line> lines = found.list().stream().limit(1).map(this.differences::line).toList();
		if (lines.isEmpty()) {
			return word("history.said.nothing");
		}
		int more = found.total() - 1;
		return (more == 0) ? lines.get(0).sentence() : word("history.said.more", lines.get(0).sentence(), more);
	}

	private String word(String key, Object... arguments) {
		return this.words.getMessage(key, arguments, LocaleContextHolder.getLocale());
	}

}
