package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fr.passerelle.gateway.files.PrivateFiles;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs assertions: made at the first start under {@code <data-dir>/keys},
 * readable by its owner only, and kept, so that applications that hold our key set go on
 * trusting us after a restart.
 */
public final class SigningKeys {

	private static final String FILE = "assertion-key.json";

	private final ECKey key;

	private final String jwks;

	private final AssertionSigner signer;

	private final @Nullable Path made;

	private SigningKeys(ECKey key, @Nullable Path made, Path dataDir) {
		this.key = key;
		this.made = made;
		this.jwks = new JWKSet(key.toPublicJWK()).toString();
		try {
			this.signer = new AssertionSigner(key.toECPrivateKey(), key.toECPublicKey(), dataDir.resolve("tmp"));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("the assertion key cannot sign", ex);
		}
	}

	/**
	 * Opens the key of a data directory, or makes one at the first start.
	 * @param dataDir the program's data directory
	 * @return the keys
	 * @throws StartRefusedException if the file is there but holds no usable key: another
	 * key in its place would silently end every application's trust
	 */
	public static SigningKeys open(Path dataDir) {
		Path file = dataDir.resolve("keys").resolve(FILE);
		try {
			return Files.exists(file) ? new SigningKeys(read(file), null, dataDir)
					: new SigningKeys(make(file), file, dataDir);
		}
		catch (IOException ex) {
			throw StartRefusedException.file(file, "cannot be read or written (" + ex.getClass().getSimpleName() + ")");
		}
	}

	/** The key's file, where this start made it; null where it was there. */
	public @Nullable Path made() {
		return this.made;
	}

	/** The public key set (RFC 7517), for {@code /.passerelle/jwks.json}. */
	public String jwks() {
		return this.jwks;
	}

	/** Signs with the key. */
	AssertionSigner signer() {
		return this.signer;
	}

	/** The key with its private half; never leaves this package. */
	ECKey signingKey() {
		return this.key;
	}

	private static ECKey read(Path file) throws IOException {
		try {
			ECKey key = ECKey.parse(Files.readString(file));
			if (key.isPrivate() && Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null) {
				return key;
			}
		}
		catch (ParseException | RuntimeException ex) {
			// Without the cause, whose text may quote the file.
		}
		throw StartRefusedException.file(file, "holds no private P-256 key with an id: put it back from a copy, "
				+ "or remove it to have another made, which applications must then fetch");
	}

	private static ECKey make(Path file) throws IOException {
		ECKey key = generate();
		PrivateFiles.write(file, key.toJSONString().getBytes(StandardCharsets.UTF_8));
		return key;
	}

	private static ECKey generate() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.ES256)
				.keyIDFromThumbprint(true)
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("this Java platform makes no P-256 keys", ex);
		}
	}

}
