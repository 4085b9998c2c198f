package fr.passerelle.gateway.version;

import fr.passerelle.gateway.establishment.Uai;

/**
 * The establishment or the version does not exist.
 */
public final class UnknownEstablishmentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** No establishment of this code. */
	public UnknownEstablishmentException(Uai uai) {
		super("there is no establishment " + uai);
	}

	UnknownEstablishmentException(Uai uai, long version) {
		super("there is no version " + version + " of " + uai);
	}

}
