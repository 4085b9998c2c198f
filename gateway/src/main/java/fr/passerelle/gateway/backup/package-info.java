/**
 * Copies of the store while the program works, and the way back. Owns the folder
 * {@code backups} of the data directory and the form of a backup's file; knows every
 * table by name and what a restore does with it, and leaves the establishments' versions
 * to their own package. Start reading at {@link fr.passerelle.gateway.backup.Backups};
 * docs/adr/0008 gives the reasons.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "actor", "audit", "files", "settings", "store", "suspension", "version" })
package fr.passerelle.gateway.backup;
