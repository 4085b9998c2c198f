package fr.passerelle.gateway.page;

import java.util.Collection;
import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;

/**
 * A link into an Espace.
 *
 * @param espace the Espace
 * @param href its page's address
 */
public record EspaceLink(EspaceKey espace, String href) {

	/** Links into some of an establishment's Espaces, in the Espaces' own order. */
	public static List<EspaceLink> into(Establishment establishment, Collection<EspaceKey> espaces) {
		return espaces.stream().sorted().map((key) -> new EspaceLink(key, establishment.page(key))).toList();
	}

}
