package fr.passerelle.gateway.console.backups;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.backup.Backup;
import fr.passerelle.gateway.backup.BackupKind;

/**
 * Backups as the page lists them together.
 *
 * @param name part of the messages' keys
 * @param rows newest first
 */
record BackupGroup(String name, List<Backup> rows) {

	static List<BackupGroup> of(List<Backup> all) {
		return Arrays.stream(Section.values()).map((section) -> section.of(all)).toList();
	}

	private enum Section {

		MANUAL(BackupKind.MANUAL, BackupKind.UPLOADED), SCHEDULED(BackupKind.SCHEDULED), DAILY(BackupKind.DAILY),
		RESTORE(BackupKind.BEFORE_RESTORE);

		@SuppressWarnings("ImmutableEnumChecker") // an immutable set
		private final Set<BackupKind> kinds;

		Section(BackupKind... kinds) {
			this.kinds = Set.of(kinds);
		}

		BackupGroup of(List<Backup> all) {
			return new BackupGroup(name(),
					all.stream().filter((backup) -> this.kinds.contains(backup.kind())).toList());
		}

	}

}
