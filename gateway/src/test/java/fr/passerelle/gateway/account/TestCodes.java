package fr.passerelle.gateway.account;

import java.io.ByteArrayOutputStream;
import java.time.Clock;

/**
 * What an authenticator application does.
 */
public final class TestCodes {

	private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private TestCodes() {
	}

	/** The code that it shows at this moment. */
	public static String now(String secret) {
		return at(secret, Clock.systemUTC().instant().getEpochSecond());
	}

	/** The code that it shows at some moment. */
	public static String at(String secret, long seconds) {
		return Totp.code(bytes(secret), seconds / 30);
	}

	private static byte[] bytes(String secret) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int buffer = 0;
		int bits = 0;
		for (char letter : secret.replace(" ", "").toCharArray()) {
			buffer = (buffer << 5) | BASE32.indexOf(letter);
			bits += 5;
			if (bits >= 8) {
				bits -= 8;
				bytes.write(buffer >> bits);
				buffer &= (1 << bits) - 1;
			}
		}
		return bytes.toByteArray();
	}

}
