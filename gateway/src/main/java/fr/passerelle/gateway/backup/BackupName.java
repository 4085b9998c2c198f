package fr.passerelle.gateway.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backup's name, e.g. {@code passerelle-20260901-055800-000-manual}. A name of this
 * form cannot lead out of the folder, and it is only compared with the files in the
 * folder.
 *
 * @param at when it was made, or brought here
 * @param kind why
 */
record BackupName(Instant at, BackupKind kind) {

	private static final Pattern FORM = Pattern.compile("passerelle-(\\d{8}-\\d{6}-\\d{3})-([a-z-]{1,20})");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final String SUFFIX = ".zip";

	static Optional<BackupName> of(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			return Optional.empty();
		}
		try {
			Instant at = LocalDateTime.parse(form.group(1), TIME).toInstant(ZoneOffset.UTC);
			return BackupKind.of(form.group(2)).map((kind) -> new BackupName(at, kind));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	static Optional<BackupName> ofFile(String file) {
		return file.endsWith(SUFFIX) ? of(file.substring(0, file.length() - SUFFIX.length())) : Optional.empty();
	}

	String file() {
		return this + SUFFIX;
	}

	@Override
	public String toString() {
		return "passerelle-" + TIME.format(this.at) + "-" + this.kind.word();
	}

}
