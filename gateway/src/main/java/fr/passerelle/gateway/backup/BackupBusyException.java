package fr.passerelle.gateway.backup;

/**
 * Another backup or restore is under way; nothing was done.
 */
public final class BackupBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BackupBusyException() {
		super("another backup or restore is under way");
	}

}
