package fr.passerelle.gateway.establishment;

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

	/** All of them. */
	public static final HistoryFilter ALL = new HistoryFilter(null, null, null);

}
