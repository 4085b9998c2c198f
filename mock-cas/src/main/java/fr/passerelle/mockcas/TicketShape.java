package fr.passerelle.mockcas;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What the tickets of a platform look like.
 */
interface TicketShape {

	/** As Apereo's: a number, a secret, and the name of a host. */
	TicketShape NUMBERED = (prefix, count, random, host) -> "%s-%d-%s-%s".formatted(prefix, count, secret(random),
			host);

	/** A UUID. */
	TicketShape RANDOM_UUID = (prefix, count, random, host) -> prefix + "-" + UUID.randomUUID();

	/**
	 * Makes a ticket.
	 * @param prefix {@code ST} or {@code PT}
	 * @param count how many tickets were issued, this one included
	 * @param host the name of the server
	 */
	String next(String prefix, long count, SecureRandom random, String host);

	/** Hexadecimal digits in lower case. */
	static TicketShape hex(int digits) {
		return (prefix, count, random, host) -> prefix + "-" + HexFormat.of().formatHex(bytes(random, digits / 2));
	}

	/** Letters and digits. */
	static TicketShape alphanumeric(int characters) {
		return (prefix, count, random, host) -> prefix + "-" + letters(random, characters);
	}

	/** Makes a secret of letters and digits, which every client accepts. */
	static String secret(SecureRandom random) {
		return letters(random, 32);
	}

	static String letters(SecureRandom random, int characters) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(bytes(random, characters))
			.replace('_', 'A')
			.replace('-', 'B')
			.substring(0, characters);
	}

	private static byte[] bytes(SecureRandom random, int count) {
		byte[] bytes = new byte[count];
		random.nextBytes(bytes);
		return bytes;
	}

}
