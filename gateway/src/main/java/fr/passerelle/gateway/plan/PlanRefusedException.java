package fr.passerelle.gateway.plan;

import java.util.List;

/**
 * A change that cannot be planned like this.
 */
public final class PlanRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Cause reason;

	private final transient List<String> places;

	PlanRefusedException(Cause reason) {
		this(reason, List.of());
	}

	PlanRefusedException(Cause reason, List<String> places) {
		super(reason.sentence);
		this.reason = reason;
		this.places = List.copyOf(places);
	}

	/** What is wrong. */
	public Cause reason() {
		return this.reason;
	}

	/** Paths that both sides have changed, where that is the cause. */
	public List<String> places() {
		return (this.places != null) ? this.places : List.of();
	}

	/** What can be wrong. */
	public enum Cause {

		PAST("the date has passed"),
		/** A slip of the year. */
		TOO_FAR("the date is more than two years away"),

		/** A plan does not outlive the token that made it. */
		TOKEN_ENDS("the token that asks for it ends before that date"),

		TOO_MANY("too many changes of this establishment wait already"),

		NOTHING_CHANGES("the document changes nothing of the version that it was made upon"),

		CONFLICT("somebody has changed the same places since"),

		SETTLED("it is applied or cancelled already");

		private final String sentence;

		Cause(String sentence) {
			this.sentence = sentence;
		}

	}

}
