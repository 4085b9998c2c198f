package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A session that this browser holds.
 *
 * @param espace where
 * @param name as whom
 * @param delegationLabel how the person came in
 * @param throughEnt whether an ENT has a session of its own behind it
 */
public record Presence(EspaceKey espace, String name, String delegationLabel, boolean throughEnt) {
}
