package fr.passerelle.gateway.version;

import fr.passerelle.gateway.establishment.Uai;

/**
 * An establishment of this code is there already: it is changed, not created.
 */
public final class EstablishmentExistsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	EstablishmentExistsException(Uai uai) {
		super("the establishment " + uai + " exists already");
	}

}
