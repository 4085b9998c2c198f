package fr.passerelle.gateway.backup;

import java.util.List;

import fr.passerelle.gateway.backup.Manifest.Counts;
import fr.passerelle.gateway.version.RestoreStep;
import fr.passerelle.gateway.version.RestoreStep.Effect;

/**
 * What is inside a backup, compared with the store.
 *
 * @param backup the backup
 * @param steps what putting it in service does to each establishment
 * @param here how much the store holds now
 * @param administrators the names of the accounts inside
 * @param takesAccounts whether putting it in service takes over those accounts: only
 * where this store never had an establishment
 */
public record BackupContents(Backup backup, List<RestoreStep> steps, Counts here, List<String> administrators,
		boolean takesAccounts) {

	public BackupContents {
		steps = List.copyOf(steps);
		administrators = List.copyOf(administrators);
	}

	/** How many establishments the restore affects in this way. */
	public long count(Effect effect) {
		return this.steps.stream().filter((step) -> step.effect() == effect).count();
	}

	/** Whether every document inside is accepted. */
	public boolean usable() {
		return this.steps.stream().allMatch((step) -> step.faults().isEmpty());
	}

	/** Those whose documents this program does not accept. */
	public List<RestoreStep> unusable() {
		return this.steps.stream().filter((step) -> !step.faults().isEmpty()).toList();
	}

}
