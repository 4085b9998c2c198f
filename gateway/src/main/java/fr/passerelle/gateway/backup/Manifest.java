package fr.passerelle.gateway.backup;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A backup's description of itself.
 *
 * @param format of the file; {@value #FORMAT} is this program's
 * @param kind why it was made
 * @param madeAt when
 * @param madeBy by whom
 * @param comment of the author, if there is one
 * @param program the version of the program that made it
 * @param schema the last migration of its store
 * @param storeSize bytes of the store inside
 * @param sha256 of the store inside, in hexadecimal digits
 * @param counts what it holds
 */
public record Manifest(int format, BackupKind kind, Instant madeAt, String madeBy, @Nullable String comment,
		String program, String schema, long storeSize, String sha256, Counts counts) {

	static final int FORMAT = 1;

	private static final int MAX_LINE = 500;

	private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

	/** Strict: the file may come from anywhere. */
	public Manifest {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(madeAt);
		Objects.requireNonNull(counts);
		line(madeBy);
		line(program);
		line(schema);
		if (comment != null) {
			line(comment);
		}
		if (format != FORMAT || storeSize < 0 || !SHA_256.matcher(sha256).matches()) {
			throw new IllegalArgumentException("no manifest of a backup");
		}
	}

	private static void line(String text) {
		if (text.length() > MAX_LINE || text.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("no line of a manifest");
		}
	}

	/**
	 * How much a store holds.
	 *
	 * @param establishments that are there
	 * @param versions of their configurations
	 * @param people of all establishments
	 */
	public record Counts(long establishments, long versions, long people) {
	}

}
