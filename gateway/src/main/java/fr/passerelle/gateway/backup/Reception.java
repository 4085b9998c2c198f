package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import fr.passerelle.gateway.backup.TemporaryStores.Folder;

/**
 * Takes in a backup from elsewhere: bounded, held to its checksum and opened before it
 * gets a name.
 */
final class Reception {

	private static final int BUFFER = 64 * 1024;

	private final BackupFolder folder;

	private final TemporaryStores temporary;

	private final long max;

	Reception(BackupFolder folder, TemporaryStores temporary, long max) {
		this.folder = folder;
		this.temporary = temporary;
		this.max = max;
	}

	void take(InputStream content, BackupName name) throws IOException {
		this.folder.sweep();
		Path draft = this.folder.draft(name);
		try (Folder work = this.temporary.folder()) {
			receive(content, draft);
			BackupFile.manifest(draft);
			Manifest manifest = BackupFile.extract(draft, work.store());
			try (CopiedStore copy = CopiedStore.look(work.store())) {
				copy.check(manifest, this.temporary.migrations());
			}
			this.folder.place(draft, name);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	private void receive(InputStream content, Path draft) throws IOException {
		byte[] buffer = new byte[BUFFER];
		long size = 0;
		try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
