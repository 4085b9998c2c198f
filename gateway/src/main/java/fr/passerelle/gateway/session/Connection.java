package fr.passerelle.gateway.session;

import java.time.Instant;

/**
 * A session and the moment of its last use.
 *
 * @param session the session
 * @param lastUse when its browser asked for something last
 */
public record Connection(GatewaySession session, Instant lastUse) {
}
