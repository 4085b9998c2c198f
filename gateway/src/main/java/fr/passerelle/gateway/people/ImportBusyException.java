package fr.passerelle.gateway.people;

/**
 * Another import is under way and did not end in time; nothing was imported.
 */
public final class ImportBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ImportBusyException() {
		super("another import is under way");
	}

}
