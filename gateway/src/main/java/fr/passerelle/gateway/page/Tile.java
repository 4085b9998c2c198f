package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * A published Espace on Page commune.
 *
 * @param espace which one
 * @param href its desktop page
 * @param mobileHref its mobile page
 * @param open whether it is open to the person who is signed in; true when nobody is
 * @param canChangeEnt whether a remembered choice of ENT can be taken back
 * @param changeEntHref where to
 */
public record Tile(EspaceKey espace, String href, String mobileHref, boolean open, boolean canChangeEnt,
		String changeEntHref) {
}
