package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A session that this browser holds.
 *
 * @param espace the Espace that it opens
 * @param name the person's name
 * @param delegationLabel the ENT that the person came through; empty if none
 * @param throughEnt whether the ENT has a session of its own that can be ended too
 */
public record Presence(EspaceKey espace, String name, String delegationLabel, boolean throughEnt) {
}
