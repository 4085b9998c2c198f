package fr.passerelle.gateway.backup;

/**
 * There is no backup of this name.
 */
public final class UnknownBackupException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownBackupException() {
		super("there is no backup of this name");
	}

}
