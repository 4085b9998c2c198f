package fr.passerelle.gateway.backup;

/**
 * A backup could not be made: the disk or the database failed. Those that were there are
 * whole.
 */
public final class BackupFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BackupFailedException(String message, Throwable cause) {
		super(message, cause);
	}

}
