package fr.passerelle.gateway.version;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which versions of a history to show.
 *
 * @param author only this administrator's; null: everyone's
 * @param since nothing older
 * @param until only what is older
 */
public record HistoryFilter(@Nullable String author, @Nullable Instant since, @Nullable Instant until) {

	private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

	/** All of them. */
	public static final HistoryFilter ALL = new HistoryFilter(null, null, null);

	/**
	 * Limits both moments to the range that the store can compare: it counts
	 * milliseconds, and a caller may type any year.
	 */
	public HistoryFilter {
		since = counted(since);
		until = counted(until);
	}

	private static @Nullable Instant counted(@Nullable Instant moment) {
		if (moment == null || moment.isBefore(Instant.EPOCH)) {
			return (moment != null) ? Instant.EPOCH : null;
		}
		return moment.isAfter(LAST) ? LAST : moment;
	}

}
