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
 * lives on under the hands of those who have it open, and takes what they write with it.
 */
final class HeldFiles {

	private final ConcurrentMap<Path, Object> files = new ConcurrentHashMap<>();

	/** Remembers a file that was just opened. */
	void hold(Path file) throws IOException {
		this.files.put(file, identity(file));
	}

	/** A file of which nothing is the same any more; looks at the disk. */
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

	/** Where the system names no file by a number, its place is all that is known. */
	private static Object identity(Path file) throws IOException {
		Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		return (key != null) ? key : file;
	}

}
