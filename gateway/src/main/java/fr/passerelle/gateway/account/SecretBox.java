package fr.passerelle.gateway.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import fr.passerelle.gateway.files.PrivateFiles;
import fr.passerelle.gateway.settings.StartRefusedException;

/**
 * Seals what has to be read back, such as the secret that codes are computed from: with
 * AES-256-GCM under a key beside the database and not in it, so that a copy of the
 * database alone, a backup for one, makes no codes. Each text is sealed for its owner's
 * row and opens for no other.
 */
final class SecretBox {

	private static final String FILE = "console-key";

	private static final int KEY_BYTES = 32;

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretKeySpec key;

	SecretBox(byte[] key) {
		this.key = new SecretKeySpec(key, "AES");
	}

	/**
	 * Opens the key of a data directory, and makes it if it is missing.
	 * @param keys the folder of keys
	 * @param made is told of a key that was made
	 */
	static SecretBox open(Path keys, Consumer<Path> made) {
		Path file = keys.resolve(FILE);
		try {
			if (!Files.exists(file)) {
				make(file);
				made.accept(file);
			}
			return new SecretBox(read(file));
		}
		catch (IOException ex) {
			throw StartRefusedException.file(file, "cannot be read or written (" + ex.getClass().getSimpleName() + ")");
		}
	}

	private static byte[] read(Path file) throws IOException {
		try {
			byte[] key = Base64.getDecoder()
				.decode(new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip());
			if (key.length == KEY_BYTES) {
				return key;
			}
		}
		catch (IllegalArgumentException ex) {
			// Without the cause, whose text may quote the file.
		}
		throw StartRefusedException.file(file, "holds no key of 32 bytes: put it back from a copy, "
				+ "or remove it to have another made; second factors by code must then be set up again");
	}

	private static void make(Path file) throws IOException {
		byte[] key = new byte[KEY_BYTES];
		RANDOM.nextBytes(key);
		PrivateFiles.write(file, Base64.getEncoder().encodeToString(key).getBytes(StandardCharsets.US_ASCII));
	}

	String seal(String owner, byte[] secret) {
		byte[] nonce = new byte[NONCE];
		RANDOM.nextBytes(nonce);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(secret);
			return base64(nonce) + "." + base64(sealed);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has AES-GCM", ex);
		}
	}

	/** The secret; empty if it was sealed under another key or for another owner. */
	Optional<byte[]> open(String owner, String sealed) {
		int dot = sealed.indexOf('.');
		if (dot < 0) {
			return Optional.empty();
		}
		try {
			byte[] nonce = Base64.getDecoder().decode(sealed.substring(0, dot));
			byte[] text = Base64.getDecoder().decode(sealed.substring(dot + 1));
			return Optional.of(cipher(Cipher.DECRYPT_MODE, owner, nonce).doFinal(text));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
