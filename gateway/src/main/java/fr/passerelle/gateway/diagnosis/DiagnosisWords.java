package fr.passerelle.gateway.diagnosis;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.regex.Pattern;

import fr.passerelle.gateway.enthealth.EntReport;
import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.http.Words;
import org.jspecify.annotations.Nullable;

/**
 * States, steps and findings in plain words, French and English.
 */
public final class DiagnosisWords {

	private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private final Words words = new Words("fr.passerelle.gateway.diagnosis.words");

	/** What a step tries, e.g. "Nom du serveur". */
	public String title(Step.Kind kind, Locale locale) {
		return this.words.text(locale, "step." + kind);
	}

	/** How a step went, in a word. */
	public String status(Step.Status status, Locale locale) {
		return this.words.text(locale, "status." + status);
	}

	/** What a step saw, in a sentence. */
	public String seen(Step step, Locale locale) {
		return this.words.text(locale, "finding." + step.finding() + ".seen", arguments(step, locale));
	}

	/** What to do about it; null where there is nothing to do. */
	public @Nullable String remedy(Step step, Locale locale) {
		String key = "finding." + step.finding() + ".remedy";
		return this.words.has(locale, key) ? this.words.text(locale, key, arguments(step, locale)) : null;
	}

	/** An ENT's state in a word. */
	public String state(EntState state, Locale locale) {
		return this.words.text(locale, "state." + state);
	}

	/** Why a validation could not be done. */
	public String cause(EntReport.Failure failure, Locale locale) {
		return this.words.text(locale, "cause." + failure.kind());
	}

	boolean has(Locale locale, String key) {
		return this.words.has(locale, key);
	}

	String text(Locale locale, String key, Object... arguments) {
		return this.words.text(locale, key, arguments);
	}

	private Object[] arguments(Step step, Locale locale) {
		return step.seen().stream().map((one) -> shown(one, locale)).toArray();
	}

	/**
	 * Dates as people write them, and dialects by their usual name; the rest as it is.
	 */
	private String shown(String argument, Locale locale) {
		if (DAY.matcher(argument).matches()) {
			return LocalDate.parse(argument)
				.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
		}
		String dialect = "dialect." + argument;
		if (argument.isEmpty()) {
			return this.words.text(locale, "none");
		}
		return this.words.has(locale, dialect) ? this.words.text(locale, dialect) : argument;
	}

}
