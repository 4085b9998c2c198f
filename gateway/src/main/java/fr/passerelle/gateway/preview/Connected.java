package fr.passerelle.gateway.preview;

import java.util.Collection;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * Counts the people who are signed in at this moment.
 */
@FunctionalInterface
interface Connected {

	/**
	 * Counts people, each once in however many of the Espaces they are.
	 * @param uai the establishment
	 * @param espaces in any of these
	 * @param delegation the way they came, {@code direct} included; null for all
	 * @return how many
	 */
	int count(Uai uai, Collection<EspaceKey> espaces, @Nullable String delegation);

}
