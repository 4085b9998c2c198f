package fr.passerelle.gateway.version;

import fr.passerelle.gateway.establishment.Uai;

/**
 * The configuration is no longer the one that an edit was made upon.
 */
public final class LostRaceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LostRaceException(Uai uai, long current) {
		super("the configuration of " + uai + " is at version " + current + " now");
	}

}
