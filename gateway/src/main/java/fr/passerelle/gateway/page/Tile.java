package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;

/**
 * A published Espace on Page commune.
 *
 * @param espace the Espace
 * @param href its desktop page
 * @param mobileHref its mobile page
 * @param open whether it is open to the person who is signed in; true if none is
 * @param canChangeEnt whether this browser chose an ENT, and can choose another
 * @param changeEntHref the address of that choice
 * @param holder the name of the person who is signed in to it in this browser; null if
 * none is
 */
public record Tile(EspaceKey espace, String href, String mobileHref, boolean open, boolean canChangeEnt,
		String changeEntHref, @Nullable String holder) {
}
