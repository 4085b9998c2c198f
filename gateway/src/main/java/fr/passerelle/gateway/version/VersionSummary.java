package fr.passerelle.gateway.version;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A line of an establishment's history.
 *
 * @param number the version
 * @param author who
 * @param at when
 * @param comment why, if they said
 */
public record VersionSummary(long number, String author, Instant at, @Nullable String comment) {
}
