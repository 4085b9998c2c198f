package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import fr.passerelle.gateway.backup.TemporaryStores.Folder;

/**
 * Takes in a backup from elsewhere: its size is bounded, its checksum is compared, and it
 * is opened before it gets a name.
 */
final class Reception implements AutoCloseable {

	private static final int BUFFER = 64 * 1024;

	private final TemporaryStores temporary;

	private final Folder work;

	private final long max;

	/** Opens a folder, which is deleted with its content at the end. */
	Reception(TemporaryStores temporary, long max) throws IOException {
		this.temporary = temporary;
		this.work = temporary.folder();
		this.max = max;
	}

	/** The file, whole and of this program's form. */
	Path take(InputStream content) throws IOException {
		Path file = this.work.path().resolve("received.zip");
		receive(content, file);
		BackupFile.manifest(file);
		Manifest manifest = BackupFile.extract(file, this.work.store());
		try (CopiedStore copy = this.temporary.look(this.work.store())) {
			copy.check(manifest, this.temporary);
		}
		return file;
	}

	@Override
	public void close() throws IOException {
		this.work.close();
	}

	private void receive(InputStream content, Path file) throws IOException {
		byte[] buffer = new byte[BUFFER];
		long size = 0;
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
				OutputStream out = Channels.newOutputStream(channel)) {
			for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
				size += read;
				if (size > this.max) {
					throw new BackupRefusedException(Reason.TOO_LARGE, "it is larger than this program takes");
				}
				out.write(buffer, 0, read);
			}
			channel.force(true);
		}
	}

}
