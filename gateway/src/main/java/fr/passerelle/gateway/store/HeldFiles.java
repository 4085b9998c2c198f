package fr.passerelle.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Files that the program has open, by their identity on the disk. A file that was removed
 * stays usable for a program that has it open, and what the program writes is lost.
 */
final class HeldFiles {

	private final ConcurrentMap<Path, Object> files = new ConcurrentHashMap<>();

	/** Remembers a file that was just opened. */
	void hold(Path file) throws IOException {
		this.files.put(file, identity(file));
	}

	/** A file that is no longer the one that was opened; looks at the disk. */
	Optional<Path> lost() {
		return this.files.entrySet()
			.stream()
			.filter((held) -> !isSame(held.getKey(), held.getValue()))
			.map((held) -> held.getKey())
			.findAny();
	}

	private static boolean isSame(Path file, Object identity) {
		try {
			return identity(file).equals(identity);
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException ex) {
			// A disk that does not answer for a moment has not lost the file.
			return true;
		}
	}

	/** The file's number on the disk; its path where the system has no such numbers. */
	private static Object identity(Path file) throws IOException {
		Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		return (key != null) ? key : file;
	}

}
