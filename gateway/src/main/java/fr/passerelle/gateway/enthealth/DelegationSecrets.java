package fr.passerelle.gateway.enthealth;

import java.io.IOException;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Uai;

/**
 * Secrets that an establishment shares with a provider. They are in no document and no
 * backup; they can be set, and never read.
 */
public interface DelegationSecrets {

	/** Whether people sign in by a delegation only once its secret is set. */
	boolean isNeeded(Delegation delegation);

	/**
	 * Whether the secret of a delegation is there. A secret counts for the provider and
	 * the client that it was set for: after a change of either it is not there.
	 */
	boolean isSet(Uai uai, Delegation delegation);

	/**
	 * Sets the secret. Blocks.
	 * @throws IllegalArgumentException if the text can be no secret
	 * @throws IOException if it cannot be kept
	 */
	void set(Uai uai, Delegation delegation, String secret, Actor actor) throws IOException;

	/**
	 * Forgets the secret. Blocks.
	 * @throws IOException if that cannot be kept
	 */
	void remove(Uai uai, Delegation delegation, Actor actor) throws IOException;

}
