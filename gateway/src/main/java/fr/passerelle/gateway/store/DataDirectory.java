package fr.passerelle.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.gateway.files.PrivateFiles;
import fr.passerelle.gateway.settings.StartRefusedException;

/**
 * {@code passerelle.data-dir}: the one place that the program writes to, readable by its
 * own user alone, and held by a lock as long as the program runs. Two programs on one
 * directory would each believe their own sessions and keys.
 */
public final class DataDirectory implements AutoCloseable {

	private static final String LOCK = "passerelle.lock";

	private static final String KEY = "passerelle.data-dir";

	private final Path path;

	private final FileChannel channel;

	private DataDirectory(Path path, FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/**
	 * Makes the directory where it is missing, and takes it.
	 * @param path the setting
	 * @return the directory, until it is closed
	 * @throws StartRefusedException if it cannot be written or another program has it
	 */
	public static DataDirectory take(Path path) {
		Path absolute = path.toAbsolutePath().normalize();
		try {
			PrivateFiles.createFolder(absolute);
			Path lock = absolute.resolve(LOCK);
			PrivateFiles.createFile(lock);
			FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
			if (!lock(channel)) {
				channel.close();
				throw new StartRefusedException(KEY + ": " + absolute + " is in use by another running Passerelle");
			}
			DataDirectory directory = new DataDirectory(absolute, channel);
			directory.sweepTemporary();
			return directory;
		}
		catch (IOException ex) {
			throw notWritable(absolute, ex);
		}
	}

	/** The directory itself, absolute. */
	public Path path() {
		return this.path;
	}

	/** Held as long as the program runs. */
	Path lockFile() {
		return this.path.resolve(LOCK);
	}

	/**
	 * A file that only the program's user may read, made empty where it is missing.
	 * @param name its name in the directory
	 * @return the file
	 */
	public Path file(String name) {
		try {
			Path file = this.path.resolve(name);
			PrivateFiles.createFile(file);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A folder that only the program's user may enter, made where it is missing.
	 * @param name its name in the directory
	 * @return the folder
	 */
	public Path folder(String name) {
		try {
			Path folder = this.path.resolve(name);
			PrivateFiles.createFolder(folder);
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static StartRefusedException notWritable(Path path, IOException cause) {
		return new StartRefusedException(
				KEY + ": " + path + " cannot be written (" + cause.getClass().getSimpleName() + ")");
	}

	private static boolean lock(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	/**
	 * Removes what a program that was killed left in {@code tmp}; what this one has made
	 * since its start stays.
	 */
	private void sweepTemporary() throws IOException {
		long started = ManagementFactory.getRuntimeMXBean().getStartTime();
		try (Stream<Path> left = Files.walk(folder("tmp"))) {
			List<Path> deepestFirst = left.skip(1).sorted(Comparator.reverseOrder()).toList();
			for (Path file : deepestFirst) {
				boolean old = Files.getLastModifiedTime(file).toMillis() < started;
				if (old && (Files.isRegularFile(file) || isEmpty(file))) {
					Files.delete(file);
				}
			}
		}
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (Stream<Path> children = Files.list(folder)) {
			return children.findAny().isEmpty();
		}
	}

}
