package fr.passerelle.gateway.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of a backup's file: a ZIP of {@code manifest.json} and {@code store.db}, which
 * any computer can open. Reading one is bounded, and its checksum is compared: the file
 * may come from anywhere.
 */
final class BackupFile {

	/** Largest store inside, in bytes. */
	static final long MAX_STORE = 8L << 30;

	private static final int MAX_MANIFEST = 64 * 1024;

	/** A ZIP's last record, without a comment: its length, mark, and a field in it. */
	private static final int END = 22;

	private static final int END_MARK = 0x06054b50;

	private static final int DIRECTORY_SIZE = 12;

	private static final long MAX_DIRECTORY = 64 * 1024;

	private static final int BUFFER = 64 * 1024;

	private static final String MANIFEST = "manifest.json";

	private static final String STORE = "store.db";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private BackupFile() {
	}

	/** Writes a new file, through to the disk. */
	static void write(Path file, Manifest manifest, Path store) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
				ZipOutputStream zip = new ZipOutputStream(
						new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER))) {
			zip.putNextEntry(new ZipEntry(MANIFEST));
			zip.write(JSON.writeValueAsBytes(manifest));
			zip.putNextEntry(new ZipEntry(STORE));
			Files.copy(store, zip);
			zip.finish();
			zip.flush();
			channel.force(true);
		}
	}

	/** The manifest of a file. */
	static Manifest manifest(Path file) {
		try (ZipFile zip = open(file)) {
			return manifest(zip);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new BackupRefusedException(Reason.NOT_A_BACKUP, "this is no backup, or not all of it", ex);
		}
	}

	/**
	 * Takes the store out and compares its checksum.
	 * @param file the backup
	 * @param store the file to make
	 * @return the backup's manifest
	 */
	static Manifest extract(Path file, Path store) {
		try (ZipFile zip = open(file)) {
			Manifest manifest = manifest(zip);
			if (manifest.storeSize() > MAX_STORE) {
				throw new BackupRefusedException(Reason.TOO_LARGE, "it holds more than this program takes");
			}
			try (InputStream in = zip.getInputStream(entry(zip, STORE));
					OutputStream out = Files.newOutputStream(store, StandardOpenOption.CREATE_NEW)) {
				copy(in, out, manifest);
			}
			return manifest;
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new BackupRefusedException(Reason.DAMAGED, "it is not whole", ex);
		}
	}

	/**
	 * Opens a file only if its directory is as short as ours, because Java reads the
	 * whole directory into memory.
	 */
	private static ZipFile open(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			ByteBuffer end = ByteBuffer.allocate(END).order(ByteOrder.LITTLE_ENDIAN);
			if (channel.size() < END || channel.read(end, channel.size() - END) < END || end.getInt(0) != END_MARK
					|| Integer.toUnsignedLong(end.getInt(DIRECTORY_SIZE)) > MAX_DIRECTORY) {
				throw new BackupRefusedException(Reason.NOT_A_BACKUP, "this is no backup, or not all of it");
			}
		}
		return new ZipFile(file.toFile());
	}

	/** Writes no byte more than the manifest announces. */
	private static void copy(InputStream in, OutputStream out, Manifest manifest) throws IOException {
		MessageDigest digest = sha256();
		byte[] buffer = new byte[BUFFER];
		long size = 0;
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			size += read;
			if (size > manifest.storeSize()) {
				break;
			}
			digest.update(buffer, 0, read);
			out.write(buffer, 0, read);
		}
		if (size != manifest.storeSize() || !hex(digest).equals(manifest.sha256())) {
			throw new BackupRefusedException(Reason.DAMAGED, "its checksum does not fit");
		}
	}

	private static Manifest manifest(ZipFile zip) throws IOException {
		try (InputStream in = zip.getInputStream(entry(zip, MANIFEST))) {
			byte[] text = in.readNBytes(MAX_MANIFEST + 1);
			if (text.length > MAX_MANIFEST) {
				throw new BackupRefusedException(Reason.NOT_A_BACKUP, "this is no backup");
			}
			JsonNode said = JSON.readTree(text);
			if (said.path("format").asInt(0) > Manifest.FORMAT) {
				throw new BackupRefusedException(Reason.NEWER, "it was made by a newer program");
			}
			return JSON.treeToValue(said, Manifest.class);
		}
		catch (JacksonException ex) {
			throw new BackupRefusedException(Reason.NOT_A_BACKUP, "this is no backup", ex);
		}
	}

	private static ZipEntry entry(ZipFile zip, String name) {
		ZipEntry entry = zip.getEntry(name);
		if (entry == null) {
			throw new BackupRefusedException(Reason.NOT_A_BACKUP, "this is no backup: it holds no " + name);
		}
		return entry;
	}

	static String sha256(Path file) throws IOException {
		MessageDigest digest = sha256();
		byte[] buffer = new byte[BUFFER];
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				digest.update(buffer, 0, read);
			}
		}
		return hex(digest);
	}

	private static String hex(MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
