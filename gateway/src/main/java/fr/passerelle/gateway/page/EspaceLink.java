package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A link into an Espace.
 *
 * @param espace which one
 * @param href its page's address
 */
public record EspaceLink(EspaceKey espace, String href) {
}
