package fr.passerelle.gateway.diagnosis;

import java.time.Duration;
import java.util.List;

/**
 * One step of a diagnosis.
 *
 * @param kind what was tried
 * @param target at which host or address, without query
 * @param status how it went
 * @param finding what was found; {@link DiagnosisWords} has its words and remedy
 * @param seen the particulars that the words name, in their order; never an attribute, a
 * ticket or a body
 * @param took how long it took
 */
public record Step(Kind kind, String target, Status status, Finding finding, List<String> seen, Duration took) {

	public Step {
		seen = List.copyOf(seen);
	}

	/** As with another status than the finding's usual one. */
	Step as(Status other) {
		return new Step(this.kind, this.target, other, this.finding, this.seen, this.took);
	}

	/** What is tried, in this order. */
	public enum Kind {

		NAME, CONNECTION, TLS, METADATA, KEYS, CODE, LOGIN_PAGE, VALIDATION, CLOCK

	}

	/** How a step went; the worst last but for {@code SKIPPED}. */
	public enum Status {

		OK, SKIPPED, WARNING, FAILED

	}

}
