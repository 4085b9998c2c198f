package fr.passerelle.gateway.preview;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * How many are signed in at this moment.
 */
@FunctionalInterface
interface Connected {

	/**
	 * Counts sessions.
	 * @param uai the establishment
	 * @param espace the one Espace
	 * @param delegation the way they came, {@code direct} included; null for all
	 * @return how many
	 */
	int count(Uai uai, EspaceKey espace, @Nullable String delegation);

}
