package fr.passerelle.gateway.version;

import fr.passerelle.gateway.establishment.Uai;

/**
 * An establishment with this code exists already and cannot be created again.
 */
public final class EstablishmentExistsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	EstablishmentExistsException(Uai uai) {
		super("the establishment " + uai + " exists already");
	}

}
