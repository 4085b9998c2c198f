package fr.passerelle.gateway.account;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * A made-up password: shown once, to be changed at the first sign-in. Four groups of five
 * out of an alphabet without look-alikes: some 98 bits that can be dictated.
 *
 * @param username whose
 * @param password in the clear, for the one answer that shows it
 * @param until when it opens nothing any more
 */
public record OneTimePassword(String username, String password, Instant until) {

	private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

	private static final SecureRandom RANDOM = new SecureRandom();

	static String random() {
		StringBuilder text = new StringBuilder(23);
		for (int i = 0; i < 20; i++) {
			if (i > 0 && i % 5 == 0) {
				text.append('-');
			}
			text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
		}
		return text.toString();
	}

	@Override
	public String toString() {
		return "OneTimePassword[" + this.username + "]";
	}

}
