package fr.passerelle.gateway.account;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import fr.passerelle.gateway.http.SecretText;

/**
 * Codes of the time (RFC 6238), as every authenticator application shows them: SHA-1, six
 * digits, thirty seconds.
 */
final class Totp {

	private static final Duration STEP = Duration.ofSeconds(30);

	/** Clocks that are half a minute apart still agree. */
	private static final int TOLERANCE = 1;

	/** As long as SHA-1's own output (RFC 4226 §4, R6). */
	private static final int SECRET_BYTES = 20;

	private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final Pattern CODE = Pattern.compile("\\d{6}");

	private static final SecureRandom RANDOM = new SecureRandom();

	private Totp() {
	}

	static byte[] newSecret() {
		byte[] secret = new byte[SECRET_BYTES];
		RANDOM.nextBytes(secret);
		return secret;
	}

	/** The time step that a code belongs to, if it is near enough to now. */
	static OptionalLong step(byte[] secret, String typed, Instant now) {
		String code = typed.replace(" ", "");
		if (!CODE.matcher(code).matches()) {
			return OptionalLong.empty();
		}
		long current = now.getEpochSecond() / STEP.toSeconds();
		OptionalLong found = OptionalLong.empty();
		for (long step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
			if (SecretText.same(code(secret, step), code)) {
				found = OptionalLong.of(step);
			}
		}
		return found;
	}

	static String code(byte[] secret, long step) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(secret, "HmacSHA1"));
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
			int offset = hash[hash.length - 1] & 0xf;
			int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
			return String.format(Locale.ROOT, "%06d", number % 1_000_000);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has HmacSHA1", ex);
		}
	}

	/** RFC 4648 base32 without padding. */
	static String base32(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		int buffer = 0;
		int bits = 0;
		for (byte next : bytes) {
			buffer = (buffer << 8) | (next & 0xff);
			bits += 8;
			while (bits >= 5) {
				bits -= 5;
				text.append(BASE32.charAt((buffer >> bits) & 31));
			}
			buffer &= (1 << bits) - 1;
		}
		if (bits > 0) {
			text.append(BASE32.charAt((buffer << (5 - bits)) & 31));
		}
		return text.toString();
	}

	/** What applications read out of the picture. */
	static String link(String issuer, String username, byte[] secret) {
		return "otpauth://totp/" + encoded(issuer) + ":" + encoded(username) + "?secret=" + base32(secret) + "&issuer="
				+ encoded(issuer) + "&algorithm=SHA1&digits=6&period=" + STEP.toSeconds();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
