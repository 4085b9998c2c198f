package fr.passerelle.gateway.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The day since which a person is no more of the school, as lists write it.
 */
final class ClosingDay {

	private ClosingDay() {
	}

	static LocalDate of(Instant closedAt) {
		return LocalDate.ofInstant(closedAt, ZoneOffset.UTC);
	}

	static Instant begin(LocalDate day) {
		return day.atStartOfDay(ZoneOffset.UTC).toInstant();
	}

}
