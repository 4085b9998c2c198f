package fr.passerelle.entcatalog;

import java.net.URI;

/**
 * What is known of an OpenID Connect provider: the rest is in its discovery document. The
 * client's name and secret are each school's own.
 *
 * @param issuer its name, below which the discovery document is
 */
public record OidcEndpoints(URI issuer) {
}
