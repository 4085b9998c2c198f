package fr.passerelle.gateway.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.files.PrivateFiles;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The signing and encryption keys of each owner, in files that only the program's user
 * may read. An owner is an establishment, by its code, or the platform. A change of keys
 * takes its time: the new key is told in the metadata for {@link #OVERLAP} before it
 * signs, and the old one stays as long after that.
 */
final class SamlKeys {

	/** By then, every provider has read our metadata again. */
	static final Duration OVERLAP = Duration.ofDays(14);

	private final Path folder;

	private final Clock clock;

	private final int bits;

	private final Map<String, List<SamlKey>> byOwner = new ConcurrentHashMap<>();

	/** When the file was written that the keys were read from. */
	private final Map<String, FileTime> readFrom = new HashMap<>();

	/**
	 * Keys below a folder.
	 * @param folder made where it is missing
	 * @param clock decides which key signs
	 */
	SamlKeys(Path folder, Clock clock) {
		this(folder, clock, SelfSigned.BITS);
	}

	SamlKeys(Path folder, Clock clock, int bits) {
		this.folder = folder;
		this.clock = clock;
		this.bits = bits;
	}

	/** Whether the keys of an owner are at hand: making them takes a second. */
	boolean isReady(String owner) {
		return this.byOwner.containsKey(owner);
	}

	/**
	 * Reads the keys of an owner where another node may have changed them, or makes them
	 * where it has none. Blocks.
	 * @throws StartRefusedException if the file is there but holds no usable keys: others
	 * in their place would silently end every provider's trust
	 */
	synchronized void prepare(String owner) {
		Path file = file(owner);
		try {
			if (Files.exists(file)) {
				FileTime written = Files.getLastModifiedTime(file);
				if (!written.equals(this.readFrom.get(owner))) {
					this.byOwner.put(owner, read(file));
					this.readFrom.put(owner, written);
				}
			}
			else if (!isReady(owner)) {
				keep(owner, List.of(make(SamlKey.Use.SIGNING, owner), make(SamlKey.Use.ENCRYPTION, owner)));
			}
		}
		catch (IOException ex) {
			throw StartRefusedException.file(file, "cannot be read or written (" + ex.getClass().getSimpleName() + ")");
		}
	}

	private void keep(String owner, List<SamlKey> keys) throws IOException {
		write(file(owner), keys);
		this.readFrom.put(owner, Files.getLastModifiedTime(file(owner)));
		this.byOwner.put(owner, List.copyOf(keys));
	}

	/**
	 * Begins a change to new keys. Blocks.
	 * @return false if one is under way, whose new key does not sign yet: a third key
	 * would be news to providers that have just read the second
	 */
	synchronized boolean change(String owner) throws IOException {
		prepare(owner);
		List<SamlKey> signing = published(owner, SamlKey.Use.SIGNING);
		if (!signing.get(0).equals(signing(owner))) {
			return false;
		}
		List<SamlKey> keys = new ArrayList<>(published(owner, SamlKey.Use.SIGNING));
		keys.addAll(published(owner, SamlKey.Use.ENCRYPTION));
		keys.add(make(SamlKey.Use.SIGNING, owner));
		keys.add(make(SamlKey.Use.ENCRYPTION, owner));
		keep(owner, keys);
		return true;
	}

	/** When a key begins to sign: the first one at once, each other one later. */
	Instant signsFrom(String owner, SamlKey key) {
		List<SamlKey> keys = newestFirst(owner, key.use());
		return key.equals(keys.get(keys.size() - 1)) ? key.madeAt() : key.madeAt().plus(OVERLAP);
	}

	/**
	 * The key that signs now: the newest that everybody has had time to read.
	 * @return null while the keys are not ready
	 */
	@Nullable SamlKey signing(String owner) {
		List<SamlKey> keys = newestFirst(owner, SamlKey.Use.SIGNING);
		Instant read = this.clock.instant().minus(OVERLAP);
		for (SamlKey key : keys) {
			if (!key.madeAt().isAfter(read)) {
				return key;
			}
		}
		return keys.isEmpty() ? null : keys.get(keys.size() - 1);
	}

	/** The keys that the metadata tells. */
	List<SamlKey> published(String owner, SamlKey.Use use) {
		List<SamlKey> published = new ArrayList<>();
		Instant replaced = this.clock.instant().minus(OVERLAP.multipliedBy(2));
		for (SamlKey key : newestFirst(owner, use)) {
			published.add(key);
			if (!key.madeAt().isAfter(replaced)) {
				break;
			}
		}
		return published;
	}

	/** The keys for which something encrypted may still come. */
	List<PrivateKey> decryption(String owner) {
		return published(owner, SamlKey.Use.ENCRYPTION).stream().map(SamlKey::key).toList();
	}

	private List<SamlKey> newestFirst(String owner, SamlKey.Use use) {
		return this.byOwner.getOrDefault(owner, List.of())
			.stream()
			.filter((key) -> key.use() == use)
			.sorted(Comparator.comparing(SamlKey::madeAt).reversed())
			.toList();
	}

	private SamlKey make(SamlKey.Use use, String owner) {
		return SelfSigned.make(use, "Passerelle " + owner, this.clock.instant(), this.bits);
	}

	private Path file(String owner) {
		return this.folder.resolve(owner + ".keys");
	}

	/** A line for each key: use, moment, key, certificate. */
	private static void write(Path file, List<SamlKey> keys) throws IOException {
		Base64.Encoder base64 = Base64.getEncoder();
		StringBuilder text = new StringBuilder();
		try {
			for (SamlKey key : keys) {
				text.append(String.join(" ", key.use().name(), key.madeAt().toString(),
						base64.encodeToString(key.key().getEncoded()),
						base64.encodeToString(key.certificate().getEncoded())))
					.append('\n');
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("a certificate that was read has no form", ex);
		}
		PrivateFiles.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
	}

	private static List<SamlKey> read(Path file) throws IOException {
		List<SamlKey> keys = new ArrayList<>();
		try {
			for (String line : Files.readString(file).split("\n", -1)) {
				if (!line.isBlank()) {
					keys.add(read(line.split(" ", -1)));
				}
			}
		}
		catch (GeneralSecurityException | DateTimeException | IllegalArgumentException
				| ArrayIndexOutOfBoundsException ex) {
			// Without the cause, whose text may quote the file.
			keys.clear();
		}
		for (SamlKey.Use use : SamlKey.Use.values()) {
			if (keys.stream().noneMatch((key) -> key.use() == use)) {
				throw StartRefusedException.file(file, "holds no usable keys: put it back from a copy, or remove it to "
						+ "have others made, which every provider must then be told");
			}
		}
		return List.copyOf(keys);
	}

	private static SamlKey read(String[] parts) throws GeneralSecurityException {
		PrivateKey key = KeyFactory.getInstance("RSA")
			.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[2])));
		X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(parts[3])));
		return new SamlKey(SamlKey.Use.valueOf(parts[0]), Instant.parse(parts[1]), key, certificate);
	}

}
