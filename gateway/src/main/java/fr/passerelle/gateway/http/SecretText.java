package fr.passerelle.gateway.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random secrets for cookies and forms, and the hash under which they are kept: a stolen
 * data directory opens no session.
 */
public final class SecretText {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private SecretText() {
	}

	/** 192 random bits as 32 characters of base64url. */
	public static String random() {
		byte[] bytes = new byte[24];
		RANDOM.nextBytes(bytes);
		return BASE64.encodeToString(bytes);
	}

	/** SHA-256 of a secret, as 43 characters of base64url. */
	public static String hash(String secret) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return BASE64.encodeToString(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	/** Compares in a time that does not tell where two texts differ. */
	public static boolean same(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
	}

}
