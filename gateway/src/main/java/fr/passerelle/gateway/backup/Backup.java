package fr.passerelle.gateway.backup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A backup in the folder.
 *
 * @param name by which it is asked for
 * @param kind why it is here
 * @param at when it was made, or brought here
 * @param size of its file, in bytes
 * @param manifest its description of itself; null where it cannot be read
 */
public record Backup(String name, BackupKind kind, Instant at, long size, @Nullable Manifest manifest) {

	/** Whether its manifest can be read. */
	public boolean readable() {
		return this.manifest != null;
	}

}
