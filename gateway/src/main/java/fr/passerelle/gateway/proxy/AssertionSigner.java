package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import fr.passerelle.gateway.files.PrivateFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ES256 signatures: first by the Java platform and, once there have been many, by
 * native code, which takes a twentieth of the time (docs/adr/0012). A small school never
 * loads it. Where it cannot be loaded, one line of the log says so and the platform goes
 * on. The provider of the native code is used here alone and is not registered.
 */
final class AssertionSigner {

	/**
	 * Signatures until the native code is loaded, which costs half a second of processor
	 * time and 6 MB.
	 */
	static final int LOADED_AFTER = 100;

	/** Signatures of 64 bytes, as a JWT has them (RFC 7518, 3.4). */
	private static final String ES256 = "SHA256withECDSAinP1363Format";

	/**
	 * Where the provider unpacks its native code; any folder of the machine without it.
	 */
	private static final String NATIVE_FOLDER = "com.amazon.corretto.crypto.provider.tmpdir";

	/** The folder for native code that an administrator named for the database. */
	private static final String NAMED_FOLDER = "org.sqlite.tmpdir";

	private static final byte[] SAMPLE = "Passerelle".getBytes(StandardCharsets.US_ASCII);

	private static final Logger logger = LoggerFactory.getLogger(AssertionSigner.class);

	private final AtomicInteger made = new AtomicInteger();

	private final PrivateKey key;

	private final PublicKey publicKey;

	private final Supplier<Provider> fast;

	private volatile Engine engine;

	/**
	 * Signs by the platform at first.
	 * @param key the private key
	 * @param publicKey its public half
	 * @param folder where native code may be unpacked
	 */
	AssertionSigner(PrivateKey key, PublicKey publicKey, Path folder) {
		this(key, publicKey, () -> nativeCode(folder));
	}

	AssertionSigner(PrivateKey key, PublicKey publicKey, Supplier<Provider> fast) {
		this.key = key;
		this.publicKey = publicKey;
		this.fast = fast;
		this.engine = new Engine(key, null);
	}

	/** The 64 bytes of a signature. */
	byte[] sign(byte[] message) {
		if (this.made.get() < LOADED_AFTER && this.made.incrementAndGet() == LOADED_AFTER) {
			Thread loading = new Thread(this::load, "assertion-signer");
			loading.setDaemon(true);
			loading.start();
		}
		Engine now = this.engine;
		try {
			return now.sign(message);
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			if (now.provider() == null) {
				throw new IllegalStateException("an assertion could not be signed", ex);
			}
			this.engine = new Engine(this.key, null);
			logger.warn("The Java platform signs assertions again: {} failed ({})", now.provider(),
					ex.getClass().getSimpleName());
			return sign(message);
		}
	}

	/** Takes the native code into use, if what it signs is right. */
	void load() {
		try {
			Provider provider = this.fast.get();
			PrivateKey translated = KeyFactory.getInstance("EC", provider)
				.generatePrivate(new PKCS8EncodedKeySpec(this.key.getEncoded()));
			Engine loaded = new Engine(translated, provider);
			Signature check = Signature.getInstance(ES256);
			check.initVerify(this.publicKey);
			check.update(SAMPLE);
			if (!check.verify(loaded.sign(SAMPLE))) {
				throw new GeneralSecurityException("a wrong signature");
			}
			this.engine = loaded;
		}
		catch (GeneralSecurityException | RuntimeException | LinkageError ex) {
			logger.warn("The Java platform goes on signing assertions, which takes more processor time: "
					+ "the native code cannot be used ({})", ex.getMessage());
			logger.debug("The native code cannot be used", ex);
		}
	}

	/** Whether native code signs. */
	boolean isFast() {
		return this.engine.provider() != null;
	}

	private static Provider nativeCode(Path folder) {
		String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
		if (!system.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)")) {
			throw new IllegalStateException("there is none for " + system);
		}
		if (System.getProperty(NATIVE_FOLDER) == null) {
			System.setProperty(NATIVE_FOLDER, System.getProperty(NAMED_FOLDER, made(folder).toString()));
		}
		AmazonCorrettoCryptoProvider provider = new AmazonCorrettoCryptoProvider();
		Throwable missing = provider.getLoadingError();
		if (missing != null) {
			throw new IllegalStateException(
					System.getProperty(NATIVE_FOLDER) + ": " + missing.getClass().getSimpleName(), missing);
		}
		return provider;
	}

	private static Path made(Path folder) {
		try {
			PrivateFiles.createFolder(folder);
			return folder;
		}
		catch (IOException ex) {
			throw new IllegalStateException(folder + " cannot be made", ex);
		}
	}

	/**
	 * A key and what signs with it.
	 *
	 * @param provider null for the platform's own
	 */
	private record Engine(PrivateKey key, @Nullable Provider provider) {

		byte[] sign(byte[] message) throws GeneralSecurityException {
			Signature signature = (this.provider != null) ? Signature.getInstance(ES256, this.provider)
					: Signature.getInstance(ES256);
			signature.initSign(this.key);
			signature.update(message);
			return signature.sign();
		}

		/** Without the key. */
		@Override
		public String toString() {
			return "Engine[" + this.provider + "]";
		}

	}

}
