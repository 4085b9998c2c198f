package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One fault, and the answers that it spoils: those to every validation until cleared,
 * unless it is restricted.
 *
 * @param fault what goes wrong
 * @param at which addresses
 * @param delay how long the answer takes, or how wrong the clock is
 * @param ticket only this ticket
 * @param person only this person's tickets
 * @param times only so often
 * @param answer the answer of {@link Fault#ANSWER}; null for every other fault
 */
public record FaultOrder(Fault fault, At at, @Nullable Duration delay, @Nullable String ticket, @Nullable String person,
		@Nullable Integer times, @Nullable OwnAnswer answer) {

	/** The longest delay: a forgotten fault must not stop a build for hours. */
	static final Duration LONGEST = Duration.ofMinutes(10);

	/** The most that a clock may be wrong. */
	private static final Duration MOST_WRONG = Duration.ofDays(366);

	public FaultOrder {
		if (delay == null) {
			delay = fault.usualDelay();
		}
		else if (fault.usualDelay() == null) {
			throw new IllegalArgumentException("fault '%s' has no delay".formatted(fault.code()));
		}
		else if (fault == Fault.WRONG_CLOCK && delay.abs().compareTo(MOST_WRONG) > 0) {
			throw new IllegalArgumentException("a clock may be wrong by a year at most");
		}
		else if (fault != Fault.WRONG_CLOCK && (delay.isNegative() || delay.compareTo(LONGEST) > 0)) {
			throw new IllegalArgumentException("a delay lies between 0 and " + LONGEST.toMillis() + " ms");
		}
		if ((answer != null) != (fault == Fault.ANSWER)) {
			throw new IllegalArgumentException("fault 'answer', and that one alone, has status, contentType and body");
		}
		if (times != null && times < 1) {
			throw new IllegalArgumentException("times must be 1 or more");
		}
		if (at == At.LOGIN && (fault.needsValidation() || ticket != null || person != null)) {
			throw new IllegalArgumentException(
					"at login there is neither ticket nor person, and '%s' may be impossible: accepted there: late, "
						.formatted(fault.code())
							+ "drip, 500, html, empty, truncated, endless, redirect, drop, answer");
		}
	}

	/**
	 * Orders a fault for every validation, until cleared.
	 * @param fault what goes wrong
	 * @return the order
	 */
	public static FaultOrder of(Fault fault) {
		return new FaultOrder(fault, At.VALIDATION, null, null, null, null, null);
	}

	/**
	 * Orders an answer of the test's own to every validation, until cleared: status 200,
	 * without {@code Content-Type}.
	 * @param body the text
	 * @return the order
	 */
	public static FaultOrder answering(String body) {
		return answering(new OwnAnswer(200, null, body));
	}

	/**
	 * Orders an answer of the test's own to every validation, until cleared.
	 * @param answer the answer
	 * @return the order
	 */
	public static FaultOrder answering(OwnAnswer answer) {
		return new FaultOrder(Fault.ANSWER, At.VALIDATION, null, null, null, null, answer);
	}

	/**
	 * Sets how long the answer takes, or how wrong the clock is.
	 * @param delay the length
	 * @return a changed copy
	 */
	public FaultOrder lasting(Duration delay) {
		return new FaultOrder(this.fault, this.at, delay, this.ticket, this.person, this.times, this.answer);
	}

	/**
	 * Restricts the fault to one ticket.
	 * @param ticket the ticket
	 * @return a changed copy
	 */
	public FaultOrder forTicket(String ticket) {
		return new FaultOrder(this.fault, this.at, this.delay, ticket, this.person, this.times, this.answer);
	}

	/**
	 * Restricts the fault to one person's tickets.
	 * @param username the person
	 * @return a changed copy
	 */
	public FaultOrder forPerson(String username) {
		return new FaultOrder(this.fault, this.at, this.delay, this.ticket, username, this.times, this.answer);
	}

	/**
	 * Restricts the fault to the next few requests.
	 * @param times how many
	 * @return a changed copy
	 */
	public FaultOrder times(int times) {
		return new FaultOrder(this.fault, this.at, this.delay, this.ticket, this.person, times, this.answer);
	}

	/**
	 * Moves the fault to the login page.
	 * @return a changed copy
	 */
	public FaultOrder atLogin() {
		return new FaultOrder(this.fault, At.LOGIN, this.delay, this.ticket, this.person, this.times, this.answer);
	}

	Duration length() {
		return (this.delay != null) ? this.delay : Duration.ZERO;
	}

	boolean concerns(At where, @Nullable String aTicket, @Nullable String aPerson) {
		return this.at == where && (this.ticket == null || this.ticket.equals(aTicket))
				&& (this.person == null || this.person.equals(aPerson));
	}

	/** How narrowly the fault is restricted. The narrowest order wins. */
	int precision() {
		return ((this.ticket != null) ? 2 : 0) + ((this.person != null) ? 1 : 0);
	}

	@Override
	public String toString() {
		return "FaultOrder[%s at %s%s%s%s]".formatted(this.fault.code(), this.at.code(),
				(this.ticket != null) ? " for one ticket" : "", (this.person != null) ? " for " + this.person : "",
				(this.times != null) ? " times " + this.times : "");
	}

	/**
	 * The addresses that a fault spoils.
	 */
	public enum At {

		/** Every validation address. */
		VALIDATION,

		/** The login page. */
		LOGIN;

		String code() {
			return name().toLowerCase(Locale.ROOT);
		}

		static At of(String code) {
			for (At at : values()) {
				if (at.code().equalsIgnoreCase(code)) {
					return at;
				}
			}
			throw new IllegalArgumentException("at '%s' is not known; accepted: validation, login".formatted(code));
		}

	}

}
