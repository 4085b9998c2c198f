package fr.passerelle.gateway.backup;

import fr.passerelle.gateway.version.RestoreStep.Effect;

/**
 * What a restore did.
 *
 * @param backup the backup that is in service now
 * @param kept the backup of what it replaced
 * @param changed establishments that changed
 * @param added establishments that came back
 * @param removed establishments that are gone
 * @param unchanged establishments that were already as in the backup
 * @param people in the store now
 * @param accounts whether the administrators' accounts were taken over
 */
public record Restored(String backup, String kept, long changed, long added, long removed, long unchanged, long people,
		boolean accounts) {

	static Restored of(BackupContents contents, String kept, long people) {
		return new Restored(contents.backup().name(), kept, contents.count(Effect.CHANGED),
				contents.count(Effect.ADDED), contents.count(Effect.REMOVED), contents.count(Effect.UNCHANGED), people,
				contents.takesAccounts());
	}

	@Override
	public String toString() {
		return this.backup + ", before: " + this.kept + ", " + this.changed + " changed, " + this.added + " added, "
				+ this.removed + " removed, " + this.unchanged + " unchanged";
	}

}
