package fr.passerelle.gateway.version;

import fr.passerelle.gateway.establishment.Uai;

/**
 * An edit was made upon a version that is no longer the current one.
 */
public final class LostRaceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LostRaceException(Uai uai, long current) {
		super("the configuration of " + uai + " is at version " + current + " now");
	}

}
