package fr.passerelle.gateway.console;

import java.util.Arrays;
import java.util.Locale;

import fr.passerelle.gateway.version.OwnComment;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Comments of a history for one reader: the program's own ones in the reader's language,
 * administrators' as they typed them. A template says {@code ${comments.of(comment)}}.
 *
 * @param words the console's texts
 * @param locale the reader's language
 */
public record Comments(MessageSource words, Locale locale) {

	/** The comment to show; null for none. */
	public @Nullable String of(@Nullable String comment) {
		if (comment == null) {
			return null;
		}
		return Arrays.stream(OwnComment.values())
			.filter((own) -> own.is(comment))
			.findFirst()
			.map((own) -> this.words.getMessage("frame.comment." + own.name(), new Object[] { own.name(comment) },
					this.locale))
			.orElse(comment);
	}

}
