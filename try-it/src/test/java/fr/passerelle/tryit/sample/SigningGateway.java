package fr.passerelle.tryit.sample;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * Signs as the gateway does, with a key of its own. It signs with the JDK, so that it can
 * make tokens that Nimbus would not make.
 */
final class SigningGateway {

	static final String KEY_ID = "essai-1";

	private final KeyPair keys;

	private final String keyId;

	SigningGateway() {
		this(KEY_ID);
	}

	SigningGateway(String keyId) {
		this.keyId = keyId;
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			this.keys = generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The document that the gateway publishes. */
	JWKSet keySet() {
		return new JWKSet(new ECKey.Builder(Curve.P_256, (ECPublicKey) this.keys.getPublic()).keyID(this.keyId)
			.keyUse(KeyUse.SIGNATURE)
			.build());
	}

	JWKSource<SecurityContext> keys() {
		return new ImmutableJWKSet<>(keySet());
	}

	String sign(String claims) {
		return sign("{\"alg\":\"ES256\",\"kid\":\"" + this.keyId + "\"}", claims);
	}

	String sign(String header, String claims) {
		String signed = base64(header) + "." + base64(claims);
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

	static String base64(String text) {
		return base64(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
