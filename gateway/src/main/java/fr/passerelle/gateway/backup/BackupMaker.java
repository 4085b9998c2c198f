package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.backup.TemporaryStores.Folder;

/**
 * Makes one backup: copy, write, read back, give it its name. If it is broken off at any
 * moment, the earlier backups are there, and none that is not whole.
 */
final class BackupMaker {

	private final DataSource live;

	private final BackupFolder folder;

	private final TemporaryStores temporary;

	private final String program;

	private final Step.Witness witness;

	BackupMaker(DataSource live, BackupFolder folder, TemporaryStores temporary, String program, Step.Witness witness) {
		this.live = live;
		this.folder = folder;
		this.temporary = temporary;
		this.program = program;
		this.witness = witness;
	}

	void make(BackupName name, Change change) throws IOException {
		this.folder.sweep();
		this.witness.done(Step.BEGUN);
		try (Folder work = this.temporary.folder()) {
			this.temporary.copyEmpty(work.store());
			Manifest manifest = copy(work.store(), name.at(), name.kind(), change);
			this.witness.done(Step.COPIED);
			Path draft = this.folder.draft(name);
			try {
				BackupFile.write(draft, manifest, work.store());
				this.witness.done(Step.WRITTEN);
				verify(draft, manifest);
				this.witness.done(Step.VERIFIED);
				this.folder.place(draft, name);
			}
			finally {
				Files.deleteIfExists(draft);
			}
		}
		this.witness.done(Step.PLACED);
	}

	private Manifest copy(Path file, Instant at, BackupKind kind, Change change) throws IOException {
		List<String> migrations = this.temporary.migrations();
		Manifest.Counts counts = copy(file);
		return new Manifest(Manifest.FORMAT, kind, at, change.actor().name(), change.comment(), this.program,
				migrations.get(migrations.size() - 1), Files.size(file), BackupFile.sha256(file), counts);
	}

	private Manifest.Counts copy(Path file) throws IOException {
		try (CopiedStore copy = CopiedStore.open(file)) {
			new Snapshot(this.live, this.witness).copyTo(copy, StoreTables.COPIED);
			return copy.counts();
		}
	}

	/** From the disk, as a restore would. */
	private void verify(Path file, Manifest manifest) throws IOException {
		try (Folder work = this.temporary.folder()) {
			Manifest read = BackupFile.extract(file, work.store());
			if (!read.equals(manifest)) {
				throw new IOException("what was read back is not what was written");
			}
			try (CopiedStore store = this.temporary.look(work.store())) {
				store.check(manifest, this.temporary);
			}
		}
	}

}
