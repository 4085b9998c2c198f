package fr.passerelle.gateway.console.delegations;

import java.util.List;

import fr.passerelle.gateway.console.ents.StateLine;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A delegation in the list.
 *
 * @param delegation all links resolved
 * @param entName the catalogue's name; empty for a manual one
 * @param espaces the Espaces it leads into
 * @param ent how its ENT is
 */
record DelegationRow(Delegation delegation, String entName, List<EspaceKey> espaces, StateLine ent) {
}
