package fr.passerelle.gateway.federation;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/** Moments in messages, against a clock that may differ from ours a little. */
public final class MessageTime {

	/** By so much, two clocks may differ. */
	public static final Duration SKEW = Duration.ofSeconds(90);

	/** A logout request is followed this long after it was made. */
	public static final Duration OLDEST = Duration.ofMinutes(5);

	private final Clock clock;

	/** By this machine's clock. */
	public MessageTime(Clock clock) {
		this.clock = clock;
	}

	/** This moment. */
	public Instant now() {
		return this.clock.instant();
	}

	/** This moment, as messages write it. */
	public String text() {
		return now().truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/**
	 * Refuses a moment that is still to come.
	 * @param text null where nothing is said
	 */
	public void notBefore(@Nullable String text, String what) throws XmlRefusedException {
		Instant moment = read(text, what);
		if (moment != null && now().plus(SKEW).isBefore(moment)) {
			throw new XmlRefusedException(what + " is " + difference(moment) + " s ahead of this machine's clock.");
		}
	}

	/**
	 * Refuses a moment that has passed.
	 * @param text null where nothing is said
	 */
	public void notAfter(@Nullable String text, String what) throws XmlRefusedException {
		Instant moment = read(text, what);
		if (moment != null && !now().minus(SKEW).isBefore(moment)) {
			throw new XmlRefusedException(what + " was " + difference(moment) + " s ago by this machine's clock.");
		}
	}

	/** Refuses a moment that is missing, or longer ago than {@link #OLDEST}. */
	public void notOlder(@Nullable String text, String what) throws XmlRefusedException {
		Instant moment = read(text, what);
		if (moment == null || now().minus(OLDEST).minus(SKEW).isAfter(moment)) {
			throw new XmlRefusedException(what + " is too old.");
		}
	}

	/** Refuses a moment that is missing, or earlier than another. */
	public void notEarlier(@Nullable String text, Instant since, String what) throws XmlRefusedException {
		Instant moment = read(text, what);
		if (moment == null || moment.isBefore(since.minus(SKEW))) {
			throw new XmlRefusedException(what + " was before this login began, and a new one was asked for.");
		}
	}

	private long difference(Instant moment) {
		return Math.abs(Duration.between(now(), moment).toSeconds());
	}

	private static @Nullable Instant read(@Nullable String text, String what) throws XmlRefusedException {
		try {
			return (text != null) ? OffsetDateTime.parse(text.strip()).toInstant() : null;
		}
		catch (DateTimeException ex) {
			throw new XmlRefusedException(what + " is no moment with its zone.");
		}
	}

}
