package fr.passerelle.entcatalog;

import java.net.URI;

/**
 * What is known of a SAML 2 identity provider before it gives its metadata.
 *
 * @param entityId its name
 * @param signOnUrl where the browser is sent, by redirect
 * @param logoutUrl where its own session ends, without coming back
 */
public record SamlEndpoints(String entityId, URI signOnUrl, URI logoutUrl) {
}
