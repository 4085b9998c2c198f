package fr.passerelle.gateway.console.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import fr.passerelle.gateway.document.Difference;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Says in plain words what differs between two documents. A place without words of its
 * own is named by its path, so that a new key of the document is never left out.
 */
public final class DifferenceWords {

	private static final String PREFIX = "history.";

	/** Longer values are shown below the sentence, in full. */
	private static final int MAX_IN_SENTENCE = 80;

	/** What a switch means where the document does not say. */
	private static final Map<String, Boolean> SWITCHES = Map.of("published", true, "espace.published", true,
			"espace.directLogin", false, "delegation.active", true, "delegation.cas.renew", false);

	private final MessageSource words;

	DifferenceWords(MessageSource words) {
		this.words = words;
	}

	/**
	 * One difference.
	 *
	 * @param sentence in the reader's language
	 * @param before below the sentence; null: nothing
	 * @param after below the sentence; null: nothing
	 */
	public record Line(String sentence, @Nullable String before, @Nullable String after) {
	}

	/** All of them, and how many more there are than are shown. */
	public List<Line> lines(Differences differences) {
		List<Line> lines = new ArrayList<>(differences.list().stream().map(this::line).toList());
		int more = differences.total() - lines.size();
		if (more > 0) {
			lines.add(new Line(word("more", more), null, null));
		}
		return lines;
	}

	/** One of them. */
	public Line line(Difference difference) {
		Line line = written(difference);
		return new Line(begun(line.sentence()), line.before(), line.after());
	}

	private Line written(Difference difference) {
		List<String> steps = difference.steps();
		String pattern = pattern(steps);
		Boolean unsaid = SWITCHES.get(pattern);
		if (unsaid != null) {
			boolean on = (difference.after() != null) ? difference.after().equals("true") : unsaid;
			return new Line(word("switch." + pattern + (on ? ".on" : ".off"), subject(steps)), null, null);
		}
		String kind = difference.kind().name().toLowerCase(Locale.ROOT);
		String key = "whole." + pattern + "." + kind;
		Optional<String> whole = find(key + "." + steps.get(steps.size() - 1), subject(steps))
			.or(() -> find(key, subject(steps)));
		if (whole.isPresent()) {
			return new Line(whole.get(), difference.before(), difference.after());
		}
		boolean brief = isBrief(difference.before()) && isBrief(difference.after());
		if (brief) {
			return new Line(word(kind, place(steps), value(difference.before()), value(difference.after())), null,
					null);
		}
		return new Line(word(kind + ".long", place(steps)), difference.before(), difference.after());
	}

	/** A place in the document, e.g. {@code Espace Parents : délégations}. */
	public String place(List<String> steps) {
		String pattern = pattern(steps);
		String label = find("field." + pattern, steps.get(steps.size() - 1)).orElse(null);
		if (label == null) {
			return String.join(".", steps);
		}
		return begun((steps.size() > 1 && isPart(steps)) ? word("place", subject(steps), label) : label);
	}

	/** A sentence always begins with a capital. */
	private static String begun(String sentence) {
		return sentence.isEmpty() ? sentence
				: sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
	}

	/** The key of a place's words, without names that administrators choose. */
	private static String pattern(List<String> steps) {
		String first = steps.get(0);
		if (!isPart(steps)) {
			return first;
		}
		String block = first.equals("espaces") ? "espace" : "delegation";
		if (steps.size() == 2) {
			return block;
		}
		boolean named = steps.get(2).equals("paths") || steps.get(2).equals("loginParameters");
		return block + "." + String.join(".", named ? steps.subList(2, 3) : steps.subList(2, steps.size()));
	}

	private static boolean isPart(List<String> steps) {
		return steps.size() > 1 && (steps.get(0).equals("espaces") || steps.get(0).equals("delegations"));
	}

	private String subject(List<String> steps) {
		if (!isPart(steps)) {
			return "";
		}
		String name = steps.get(1);
		return steps.get(0).equals("espaces") ? EspaceKey.of(name).map(EspaceKey::label).orElse(name)
				: word("delegation", name);
	}

	private static boolean isBrief(@Nullable String value) {
		return value == null || (value.length() <= MAX_IN_SENTENCE && value.indexOf('\n') < 0);
	}

	/** A list without its brackets. */
	private String value(@Nullable String value) {
		if (value == null) {
			return "";
		}
		boolean list = value.startsWith("[") && value.endsWith("]");
		String bare = list ? value.substring(1, value.length() - 1) : value;
		return bare.isEmpty() ? word("nothing") : bare;
	}

	private String word(String key, Object... arguments) {
		return this.words.getMessage(PREFIX + key, arguments, LocaleContextHolder.getLocale());
	}

	private Optional<String> find(String key, Object... arguments) {
		return Optional
			.ofNullable(this.words.getMessage(PREFIX + key, arguments, null, LocaleContextHolder.getLocale()));
	}

}
