package fr.passerelle.gateway.console;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.springframework.context.MessageSource;

/**
 * Instants in the reader's words and the console's time zone. A template says
 * {@code ${when.full(instant)}}.
 */
public final class Moments {

	private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

	private final Clock clock;

	private final ZoneId zone;

	private final Locale locale;

	private final MessageSource words;

	/** For one reader. */
	public Moments(Clock clock, ZoneId zone, Locale locale, MessageSource words) {
		this.clock = clock;
		this.zone = zone;
		this.locale = locale;
		this.words = words;
	}

	/** The moment at which the page is made. */
	public Instant now() {
		return this.clock.instant();
	}

	/** Date and time, e.g. {@code 1 septembre 2026 à 08:00}. */
	public String full(Instant instant) {
		return format(instant, "frame.when.full");
	}

	/** Date and time with seconds, in figures, for tables of events. */
	public String exact(Instant instant) {
		return format(instant, "frame.when.exact");
	}

	/** The time alone today, else the date and the time. */
	public String brief(Instant instant) {
		LocalDateTime then = LocalDateTime.ofInstant(instant, this.zone);
		boolean today = then.toLocalDate()
			.equals(LocalDateTime.ofInstant(this.clock.instant(), this.zone).toLocalDate());
		return format(instant, today ? "frame.when.time" : "frame.when.brief");
	}

	/** How long by now, in words: {@code 5 min}. */
	public String lasting(Instant since) {
		return length(Duration.between(since, this.clock.instant()));
	}

	/** How long ago, in words: {@code il y a 5 min}. */
	public String ago(Instant instant) {
		return said("frame.when.ago", Duration.between(instant, this.clock.instant()));
	}

	/** How long still, in words: {@code dans 5 min}. */
	public String until(Instant instant) {
		return said("frame.when.until", Duration.between(this.clock.instant(), instant));
	}

	/** A length of time in words. */
	public String length(Duration duration) {
		Duration length = duration.isNegative() ? Duration.ZERO : duration;
		if (length.toMinutes() < 1) {
			return word("frame.when.seconds", length.toSeconds());
		}
		if (length.toHours() < 1) {
			return word("frame.when.minutes", length.toMinutes());
		}
		return (length.toDays() < 2) ? word("frame.when.hours", length.toHours())
				: word("frame.when.days", length.toDays());
	}

	/** For the attribute {@code datetime}. */
	public String iso(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/** For a field of type {@code datetime-local}. */
	public String field(Instant instant) {
		return FIELD.format(LocalDateTime.ofInstant(instant, this.zone));
	}

	/**
	 * What was typed as a time: local, as a field of type {@code datetime-local} sends
	 * it, or with an offset.
	 * @param text e.g. {@code 2026-09-01T08:00} or {@code 2026-09-01T06:00Z}
	 * @param zone of a local one
	 * @return the time
	 * @throws DateTimeException if it is malformed
	 */
	public static OffsetDateTime typed(String text, ZoneId zone) {
		String time = text.strip();
		try {
			return LocalDateTime.parse(time).atZone(zone).toOffsetDateTime();
		}
		catch (DateTimeParseException ex) {
			return OffsetDateTime.parse(time);
		}
	}

	/** The zone that dates are typed in. */
	public ZoneId zone() {
		return this.zone;
	}

	private String said(String key, Duration duration) {
		return this.words.getMessage(key, new Object[] { length(duration) }, this.locale);
	}

	private String word(String key, long number) {
		return this.words.getMessage(key, new Object[] { number }, this.locale);
	}

	private String format(Instant instant, String key) {
		String pattern = this.words.getMessage(key, null, this.locale);
		LocalDateTime then = LocalDateTime.ofInstant(instant, this.zone);
		String text = DateTimeFormatter.ofPattern(pattern, this.locale).format(then);
		// French has a word of its own for the first of a month.
		return text.startsWith("1 ") ? this.words.getMessage("frame.when.first", null, this.locale) + text.substring(1)
				: text;
	}

}
