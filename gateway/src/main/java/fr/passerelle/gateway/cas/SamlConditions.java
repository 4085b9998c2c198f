package fr.passerelle.gateway.cas;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * The conditions of a SAML 1.1 assertion: its window and whom it is for. An assertion
 * without conditions is taken: it came over our own connection, for a ticket that works
 * once.
 */
final class SamlConditions {

	/**
	 * Allowed difference of clocks. Apereo's window may be one second, so that a server
	 * whose clock is a little off would otherwise let no one in.
	 */
	static final Duration SKEW = Duration.ofSeconds(60);

	private static final String ASSERTION = "urn:oasis:names:tc:SAML:1.0:assertion";

	/** With {@code Z}, {@code +02:00}, {@code +0200}, {@code +02} or nothing: UTC. */
	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.appendPattern("[XXX][XX][X]")
		.toFormatter(Locale.ROOT);

	private static final int MAX_TIME = 40;

	private SamlConditions() {
	}

	/**
	 * Checks all conditions.
	 * @param conditions the Conditions elements; the standard allows one
	 * @param service whom the assertion must be for, where it says so
	 * @param clock our time
	 * @throws ValidationFailedException if one does not hold
	 */
	static void check(List<XmlElement> conditions, String service, Clock clock) throws ValidationFailedException {
		if (conditions.size() > 1) {
			throw ValidationFailedException.invalid("The ENT's answer has more than one Conditions.");
		}
		for (XmlElement one : conditions) {
			checkWindow(one, clock.instant());
			for (XmlElement restriction : one.children(ASSERTION, "AudienceRestrictionCondition")) {
				checkAudience(restriction.children(ASSERTION, "Audience"), service);
			}
		}
	}

	private static void checkWindow(XmlElement conditions, Instant now) throws ValidationFailedException {
		String notBefore = conditions.attribute("NotBefore");
		String notOnOrAfter = conditions.attribute("NotOnOrAfter");
		boolean early = !notBefore.isBlank() && now.plus(SKEW).isBefore(instant(notBefore));
		boolean late = !notOnOrAfter.isBlank() && !now.minus(SKEW).isBefore(instant(notOnOrAfter));
		if (early || late) {
			throw ValidationFailedException
				.invalid("The ENT's answer is " + (early ? "not valid yet" : "no longer valid")
						+ ": its clock and this server's differ by more than " + SKEW.toSeconds() + " seconds.");
		}
	}

	static Instant instant(String value) throws ValidationFailedException {
		String text = value.strip();
		try {
			if (text.length() <= MAX_TIME) {
				TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
				return (time instanceof OffsetDateTime offset) ? offset.toInstant()
						: LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
			}
		}
		catch (DateTimeException ex) {
			// Refused below.
		}
		throw ValidationFailedException.invalid("The ENT's answer has a time that cannot be read.");
	}

	private static void checkAudience(List<XmlElement> audiences, String service) throws ValidationFailedException {
		if (audiences.stream().noneMatch((audience) -> audience.text().strip().equals(service))) {
			throw ValidationFailedException.invalid("The ENT's answer is meant for another service.");
		}
	}

}
