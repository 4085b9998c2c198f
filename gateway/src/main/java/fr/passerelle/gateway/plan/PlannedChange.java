package fr.passerelle.gateway.plan;

import java.time.Instant;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for its day, or what became of it.
 *
 * @param id its name
 * @param uai the establishment
 * @param at when it is due
 * @param base the version that its document was made upon
 * @param author who planned it
 * @param through the id of the API token that asked for it; null where they did it
 * themselves
 * @param comment why, if they said
 * @param madeAt when it was planned
 * @param state what became of it
 * @param version the version it led to, once applied
 * @param failure why it was not applied
 * @param settledAt when it was applied, cancelled or given up
 * @param settledBy who cancelled it, or applied it by hand
 */
public record PlannedChange(String id, Uai uai, Instant at, long base, String author, @Nullable String through,
		@Nullable String comment, Instant madeAt, State state, @Nullable Long version, @Nullable PlanFailure failure,
		@Nullable Instant settledAt, @Nullable String settledBy) {

	/** What became of it. */
	public enum State {

		/** It waits. */
		PLANNED,
		/** It is a version now. */
		APPLIED,
		/** It could not be applied; an administrator must look at it. */
		FAILED,
		/** An administrator took it back, or has seen that it failed. */
		CANCELLED;

		/** Whether an administrator may still take it back. */
		public boolean isOpen() {
			return this == PLANNED || this == FAILED;
		}

	}

}
