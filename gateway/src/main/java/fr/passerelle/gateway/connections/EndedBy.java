package fr.passerelle.gateway.connections;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf sessions are ended.
 *
 * @param administrator their name
 * @param address where they are
 * @param reason why, if they said; cut at {@link #MAX_REASON} characters
 */
public record EndedBy(String administrator, String address, @Nullable String reason) {

	/** Longest reason, in characters. */
	public static final int MAX_REASON = 200;

	public EndedBy {
		if (reason != null) {
			String line = reason.strip();
			reason = line.isEmpty() ? null : line.substring(0, Math.min(line.length(), MAX_REASON));
		}
	}

}
