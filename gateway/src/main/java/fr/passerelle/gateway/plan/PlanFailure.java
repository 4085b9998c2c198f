package fr.passerelle.gateway.plan;

import java.util.Arrays;
import java.util.List;

/**
 * Why a planned change was not applied on its day.
 *
 * @param kind the kind of obstacle
 * @param details paths that both sides changed, or faults; cut where they are many
 */
public record PlanFailure(Kind kind, List<String> details) {

	private static final int MAX_DETAILS = 20;

	private static final int MAX_LENGTH = 300;

	public PlanFailure {
		details = details.stream()
			.limit(MAX_DETAILS)
			.map((detail) -> detail.substring(0, Math.min(detail.length(), MAX_LENGTH)).replace('\n', ' '))
			.toList();
	}

	static PlanFailure of(String stored) {
		List<String> lines = Arrays.asList(stored.split("\n"));
		return new PlanFailure(Kind.valueOf(lines.get(0)), lines.subList(1, lines.size()));
	}

	String toStored() {
		return this.details.isEmpty() ? this.kind.name() : this.kind + "\n" + String.join("\n", this.details);
	}

	/** Kinds of obstacle. */
	public enum Kind {

		/** Another change has changed the same places since. */
		CONFLICT,
		/** The result would be refused. */
		INVALID,
		/** The version that it was based on is not there any more. */
		BASE_GONE,
		/** Its author may not change the establishment any more. */
		AUTHOR

	}

}
