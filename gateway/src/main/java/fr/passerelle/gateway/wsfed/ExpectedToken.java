package fr.passerelle.gateway.wsfed;

import java.time.Instant;

/**
 * What a token must fit.
 *
 * @param service that was asked
 * @param realm the name by which the service knows us
 * @param back the address to which it leads people
 * @param askedAt when the login began
 */
record ExpectedToken(TokenService service, String realm, String back, Instant askedAt) {
}
