package fr.passerelle.gateway.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a backup was made; each kind is kept in its own number.
 */
public enum BackupKind {

	/** Made by the schedule. */
	SCHEDULED,
	/** Made by the schedule, the first of a day. */
	DAILY,
	/** An administrator asked for it. */
	MANUAL,
	/** Made by a restore, of the content that it replaces. */
	BEFORE_RESTORE,
	/** Brought here from elsewhere. */
	UPLOADED;

	/** Its word in a name. */
	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static Optional<BackupKind> of(String word) {
		return Arrays.stream(values()).filter((kind) -> kind.word().equals(word)).findFirst();
	}

}
