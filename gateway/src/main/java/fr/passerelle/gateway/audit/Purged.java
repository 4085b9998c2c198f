package fr.passerelle.gateway.audit;

import java.time.Instant;

/**
 * A purge that was done.
 *
 * @param at when
 * @param entries how many were taken away
 * @param olderThan all of them were older
 */
public record Purged(Instant at, long entries, Instant olderThan) {
}
