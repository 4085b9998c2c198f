package fr.passerelle.gateway.establishment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Birth dates in the two forms that lists and ENTs write; any other text is not a date,
 * because a guess between day and month could give another person's.
 */
public final class BirthDate {

	private static final List<DateTimeFormatter> FORMS = List.of(strict("dd/MM/uuuu"), strict("uuuu-MM-dd"));

	private BirthDate() {
	}

	private static DateTimeFormatter strict(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
	}

	/** The date that a text says, e.g. {@code 31/12/2010} or {@code 2010-12-31}. */
	public static Optional<LocalDate> parse(String text) {
		for (DateTimeFormatter form : FORMS) {
			try {
				return Optional.of(LocalDate.parse(text, form));
			}
			catch (DateTimeException ex) {
				// the next form may fit
			}
		}
		return Optional.empty();
	}

	/** As lists write it: day first. */
	public static String write(LocalDate date) {
		return date.format(FORMS.get(0));
	}

}
