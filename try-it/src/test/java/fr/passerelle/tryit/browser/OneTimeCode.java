package fr.passerelle.tryit.browser;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code that an authenticator application shows (RFC 6238), worked out from the secret
 * on the page.
 */
final class OneTimeCode {

	private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private OneTimeCode() {
	}

	/**
	 * The code of a moment.
	 * @param secret in base 32, blanks allowed
	 * @param clock the time
	 * @param later periods of thirty seconds from now: no code is accepted twice
	 */
	static String of(String secret, Clock clock, int later) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(bytes(secret.replace(" ", "")), "HmacSHA1"));
			long period = clock.instant().getEpochSecond() / 30 + later;
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
			int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
			return String.format(Locale.ROOT, "%06d", number % 1_000_000);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(String secret) {
		BigInteger number = BigInteger.ONE;
		for (int i = 0; i < secret.length(); i++) {
			number = number.shiftLeft(5).add(BigInteger.valueOf(LETTERS.indexOf(secret.charAt(i))));
		}
		// The leading one keeps zeros; 32 letters are 20 bytes.
		byte[] marked = number.toByteArray();
		return Arrays.copyOfRange(marked, 1, marked.length);
	}

}
