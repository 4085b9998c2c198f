package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import fr.passerelle.gateway.files.PrivateFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of backups. A file gets its name in one step, when it is whole and on the
 * disk; until then it has another name, and is removed at the next start if it stays
 * behind.
 */
final class BackupFolder {

	/** Most files looked at; the numbers that are kept stay far below. */
	private static final int MAX_FILES = 10_000;

	private static final String DRAFT = ".part";

	private static final Logger logger = LoggerFactory.getLogger(BackupFolder.class);

	private final Path path;

	private final Map<Path, Known> known = new HashMap<>();

	BackupFolder(Path path) {
		this.path = path;
	}

	/** All backups, newest first. */
	synchronized List<Backup> list() {
		Map<Path, Known> seen = new HashMap<>();
		for (Path file : files()) {
			BackupName.ofFile(String.valueOf(file.getFileName())).ifPresent((name) -> {
				Known read = read(file, name);
				if (read != null) {
					seen.put(file, read);
				}
			});
		}
		this.known.clear();
		this.known.putAll(seen);
		return seen.values()
			.stream()
			.map(Known::backup)
			.sorted(Comparator.comparing(Backup::at).thenComparing(Backup::name).reversed())
			.toList();
	}

	/**
	 * Finds a backup by a name from outside: only a backup that the folder itself lists
	 * is found.
	 */
	Optional<Backup> find(String name) {
		return list().stream().filter((backup) -> backup.name().equals(name)).findFirst();
	}

	/** The file of a backup that was listed. */
	Path file(Backup backup) {
		return this.path.resolve(new BackupName(backup.at(), backup.kind()).file());
	}

	/** Where the file of a backup is written until it is whole. */
	Path draft(BackupName name) throws IOException {
		Path draft = this.path.resolve(name.file() + DRAFT);
		Files.deleteIfExists(draft);
		return draft;
	}

	/**
	 * Turns a draft that is whole and on the disk into a backup.
	 * @throws IOException if there is one of this name: none is ever replaced
	 */
	void place(Path draft, BackupName name) throws IOException {
		Path file = this.path.resolve(name.file());
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			throw new IOException("there is a backup of this name");
		}
		PrivateFiles.place(draft, file);
	}

	/** Removes what was begun and never became a backup. */
	void sweep() throws IOException {
		for (Path file : files()) {
			String name = String.valueOf(file.getFileName());
			if (name.endsWith(DRAFT)
					&& BackupName.ofFile(name.substring(0, name.length() - DRAFT.length())).isPresent()) {
				Files.deleteIfExists(file);
			}
		}
	}

	/**
	 * Removes the oldest of a kind. A backup that cannot be read does not count: it must
	 * not push out one that can.
	 * @param made the one that was just made; it stays, even where a clock that was wrong
	 * left others with a date in the future
	 * @param keep how many that can be read stay
	 */
	void prune(BackupName made, int keep) throws IOException {
		int good = 0;
		for (Backup backup : list()) {
			if (backup.kind() == made.kind()) {
				if (good >= keep && !backup.name().equals(made.toString())) {
					Files.deleteIfExists(file(backup));
				}
				good += backup.readable() ? 1 : 0;
			}
		}
	}

	private List<Path> files() {
		if (!Files.isDirectory(this.path)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.path)) {
			return new ArrayList<>(files.filter((file) -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
				.limit(MAX_FILES)
				.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A file is opened once, and again only where it has changed. */
	private @Nullable Known read(Path file, BackupName name) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			Known before = this.known.get(file);
			if (before != null && before.backup().size() == attributes.size()
					&& before.changed().equals(attributes.lastModifiedTime())) {
				return before;
			}
			Backup backup = new Backup(name.toString(), name.kind(), name.at(), attributes.size(), manifest(file));
			return new Known(backup, attributes.lastModifiedTime());
		}
		catch (IOException ex) {
			// Gone between the look into the folder and this one.
			return null;
		}
	}

	private static @Nullable Manifest manifest(Path file) {
		try {
			return BackupFile.manifest(file);
		}
		catch (BackupRefusedException ex) {
			logger.warn("Backup not readable file={} reason={}", file.getFileName(), ex.getMessage());
			return null;
		}
	}

	private record Known(Backup backup, FileTime changed) {
	}

}
