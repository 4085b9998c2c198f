package fr.passerelle.gateway.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files and folders that only their owner may read. A file gets its name in one
 * step, when it is whole and on the disk: a crash leaves the file before, or the new one.
 */
public final class PrivateFiles {

	private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

	private PrivateFiles() {
	}

	/** Makes a folder, with those above it, where it is missing. */
	public static void createFolder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			Files.createDirectories(folder, owner(folder, OWNER_FOLDER));
		}
	}

	/** Makes an empty file where it is missing. */
	public static void createFile(Path file) throws IOException {
		if (!Files.exists(file)) {
			Files.createFile(file, owner(file, OWNER_FILE));
		}
	}

	/**
	 * Writes a file, in place of one of that name.
	 * @param file the file; its folder is made where it is missing
	 * @param content all of it
	 * @throws IOException if the disk refuses; the file before is still there
	 */
	public static void write(Path file, byte[] content) throws IOException {
		Path absolute = file.toAbsolutePath();
		Path folder = absolute.getParent();
		if (folder == null) {
			throw new IOException("a root is not a file");
		}
		createFolder(folder);
		Path draft = absolute.resolveSibling(absolute.getFileName() + ".new");
		Files.deleteIfExists(draft);
		createFile(draft);
		Files.write(draft, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
		move(draft, absolute);
	}

	/**
	 * Gives a draft its name.
	 * @param draft a file in the same folder, whole and on the disk
	 * @param file the name
	 */
	public static void place(Path draft, Path file) throws IOException {
		if (isPosix(draft)) {
			Files.setPosixFilePermissions(draft, OWNER_FILE);
		}
		move(draft, file);
	}

	/** The folder's entry is written too; Windows has no such call, and needs none. */
	private static void move(Path draft, Path file) throws IOException {
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		Path folder = file.getParent();
		if (folder != null && isPosix(file)) {
			try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
				entries.force(true);
			}
		}
	}

	private static FileAttribute<?>[] owner(Path path, Set<PosixFilePermission> permissions) {
		return isPosix(path) ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
