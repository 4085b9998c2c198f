package fr.passerelle.gateway.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a backup was made; each kind is kept in its own number.
 */
public enum BackupKind {

	/** By the clock. */
	SCHEDULED,
	/** By the clock, the first of a day. */
	DAILY,
	/** An administrator asked for it. */
	MANUAL,
	/** What a restore was about to replace. */
	BEFORE_RESTORE,
	/** Brought here from elsewhere. */
	UPLOADED;

	/** As it stands in a name. */
	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static Optional<BackupKind> of(String word) {
		return Arrays.stream(values()).filter((kind) -> kind.word().equals(word)).findFirst();
	}

}
