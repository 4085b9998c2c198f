package fr.passerelle.gateway.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An API token, without its secret: only that one's hash is kept, and only in the store.
 *
 * @param id names it in lists; opens nothing
 * @param username its maker's
 * @param name what it is for
 * @param grant what it was made for; what it may do lies within its maker's own
 * @param created when
 * @param expires from when on it opens nothing
 * @param lastUsed to the minute; null: never
 */
public record Token(String id, String username, String name, Grant grant, Instant created, Instant expires,
		@Nullable Instant lastUsed) {
}
