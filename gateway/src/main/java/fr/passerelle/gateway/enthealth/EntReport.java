package fr.passerelle.gateway.enthealth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an ENT at this moment, on this node.
 *
 * @param id names the ENT among all, the same on every node
 * @param loginUrl where its people sign in
 * @param validationUrl where it validates tickets
 * @param validation its dialect; null where it has no tickets
 * @param establishments how many have an active delegation to it that an Espace uses
 * @param state whether it answers
 * @param since when it entered this state; null where it was never asked
 * @param lastSuccess when it last answered, a refused ticket included
 * @param lastFailure when it last gave no answer, and why
 * @param times how long its latest answers took
 */
public record EntReport(String id, URI loginUrl, URI validationUrl, @Nullable Validation validation, int establishments,
		EntState state, @Nullable Instant since, @Nullable Instant lastSuccess, @Nullable Failure lastFailure,
		Times times) {

	/**
	 * A validation that could not be done.
	 *
	 * @param at when
	 * @param cause of which kind
	 * @param detail a sentence for administrators, without ticket or address query
	 */
	public record Failure(Instant at, Cause cause, String detail) {

		/** The kind's name, for programs. */
		public String kind() {
			return this.cause.name();
		}

	}

	/**
	 * How long answers took, of the latest few.
	 *
	 * @param count how many; with 0 the others say nothing
	 * @param median half of them took no longer
	 * @param longest the slowest
	 */
	public record Times(int count, Duration median, Duration longest) {

		static final Times NONE = new Times(0, Duration.ZERO, Duration.ZERO);

	}

}
