package fr.passerelle.mockeduconnect;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A login request that was accepted.
 *
 * @param service who asks
 * @param id of the request
 * @param back where the answer is posted
 * @param relayState what the service gets back; null: nothing
 * @param force whether the person signs in anew
 * @param at when it came
 */
record Asked(Service service, String id, String back, @Nullable String relayState, boolean force, Instant at) {
}
