package fr.passerelle.gateway.page;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Makes the references of refusals, such as {@code K7QF-2M9X}: short enough to be read
 * out on the telephone, and random, so that a person cannot guess another's.
 */
public final class References {

	/**
	 * No pair that looks or sounds alike in print (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V), and
	 * no vowel, so that no word can come out.
	 */
	static final String ALPHABET = "23456789CDFGHJKMNPQRTVWX";

	private static final int HALF = 4;

	private final RandomGenerator random;

	/** References from a secure random source. */
	public References() {
		this(new SecureRandom());
	}

	References(RandomGenerator random) {
		this.random = random;
	}

	/** The next reference: eight characters in two halves, 36 random bits. */
	public String next() {
		StringBuilder reference = new StringBuilder(2 * HALF + 1);
		for (int i = 0; i < 2 * HALF; i++) {
			if (i == HALF) {
				reference.append('-');
			}
			reference.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return reference.toString();
	}

}
