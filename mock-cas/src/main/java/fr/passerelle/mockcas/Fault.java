package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What can go wrong at an ENT. Every fault spends the ticket: the server did its work,
 * and only its answer is spoilt.
 */
public enum Fault {

	/** The right answer, after a delay. */
	LATE("late", Duration.ofSeconds(30)),

	/** The right answer, a few bytes at a time, spread over the delay. */
	DRIP("drip", Duration.ofSeconds(30)),

	/** A well-formed refusal, {@code INVALID_TICKET}. */
	REFUSED("refused", null),

	/** Status 500 with a page. */
	SERVER_ERROR("500", null),

	/** Status 200 with a page instead of an answer: a portal, a maintenance notice. */
	HTML("html", null),

	/** Status 200 and no body. */
	EMPTY("empty", null),

	/** Half of the promised bytes, then the end of the connection. */
	TRUNCATED("truncated", null),

	/** A right beginning, then white space until the client leaves. */
	ENDLESS("endless", null),

	/** The right answer under a DOCTYPE that makes a careless client fetch a DTD here. */
	DOCTYPE("doctype", null),

	/**
	 * An answer whose times are wrong by the delay; negative is ahead, positive behind.
	 */
	WRONG_CLOCK("wrong-clock", Duration.ofHours(1)),

	/** An answer about another service: {@code INVALID_SERVICE}, or a SAML audience. */
	WRONG_SERVICE("wrong-service", null),

	/** A redirect to an address here that accepts every ticket. */
	REDIRECT("redirect", null),

	/** The connection closed without a byte. */
	DROP("drop", null),

	/** The test's own answer, byte for byte; see {@link FaultOrder#answering}. */
	ANSWER("answer", null);

	private final String code;

	private final @Nullable Duration usualDelay;

	Fault(String code, @Nullable Duration usualDelay) {
		this.code = code;
		this.usualDelay = usualDelay;
	}

	/**
	 * Returns the name used in {@code PUT /cas/__faults}.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Reads a code; case, blanks, hyphens and underscores do not matter.
	 * @param code such as {@code wrong clock}
	 * @return the fault
	 * @throws IllegalArgumentException naming the accepted codes
	 */
	public static Fault of(String code) {
		String wanted = code.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
		return Arrays.stream(values())
			.filter((fault) -> fault.code.equals(wanted))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("fault '%s' is not known; accepted: %s".formatted(code,
					Arrays.stream(values()).map(Fault::code).collect(Collectors.joining(", ")))));
	}

	@Nullable Duration usualDelay() {
		return this.usualDelay;
	}

	/** Whether the fault is possible at validations only, and not at the login page. */
	boolean needsValidation() {
		return this == REFUSED || this == DOCTYPE || this == WRONG_CLOCK || this == WRONG_SERVICE;
	}

}
