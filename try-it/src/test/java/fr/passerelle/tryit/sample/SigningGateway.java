package fr.passerelle.tryit.sample;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Signs as the gateway does, with a key of its own.
 */
final class SigningGateway implements KeySource {

	static final String KEY_ID = "essai-1";

	private final KeyPair keys;

	SigningGateway() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			this.keys = generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable ECPublicKey find(String id) {
		return id.equals(KEY_ID) ? (ECPublicKey) this.keys.getPublic() : null;
	}

	String sign(String claims) {
		return sign("{\"alg\":\"ES256\",\"kid\":\"" + KEY_ID + "\"}", claims);
	}

	String sign(String header, String claims) {
		String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
				+ base64(claims.getBytes(StandardCharsets.UTF_8));
		try {
			Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
			signature.initSign(this.keys.getPrivate());
			signature.update(signed.getBytes(StandardCharsets.US_ASCII));
			return signed + "." + base64(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
