package fr.passerelle.gateway.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Changes good input a little, many times. In the build the same changes each time;
 * {@code -Dfuzz.seconds=300} goes on for that long, from another seed.
 */
public final class Fuzz {

	private static final List<String> PIECES = List.of("\r\n", "\n", "\"", "'", "<", ">", "&", "&#x0;", "]]>", "<!--",
			"<!DOCTYPE a [<!ENTITY b 'c'>]>", "{", "}", "[", "]", ":", ": ", "- ", "#", "&a ", "*a", "!!java.net.URL x",
			"\\u0000", ";", ",", "|", "=", "%", "%zz", "%00", "../", "\t", "\u0000", "\ufeff", "\u202e", "é", "=1+1",
			"null", "-1", "1e999", "99999999999999999999", "logoutRequest=", "\u00c3\u00a9", "PK\u0003\u0004");

	private Fuzz() {
	}

	/** What is tried on each input; it throws where the input was not handled. */
	@FunctionalInterface
	public interface Trial {

		/** Tries one input. */
		void on(byte[] input) throws Exception;

	}

	/**
	 * Tries changed inputs.
	 * @param corpus what to change, at least one
	 * @param rounds how many inputs in the build
	 * @param trial what to try
	 * @throws AssertionError at the first that is not handled, with the input in Base64:
	 * it belongs into the corpus
	 */
	public static void run(List<byte[]> corpus, int rounds, Trial trial) {
		long seconds = Long.getLong("fuzz.seconds", 0);
		long seed = (seconds > 0) ? System.nanoTime() : 7;
		long end = System.nanoTime() + seconds * 1_000_000_000L;
		Random random = new Random(seed);
		for (int i = 0; i < rounds || System.nanoTime() < end; i++) {
			byte[] input = corpus.get(random.nextInt(corpus.size()));
			for (int times = random.nextInt(5); times > 0; times--) {
				input = changed(input, random);
			}
			try {
				trial.on(input);
			}
			catch (Exception | AssertionError | StackOverflowError ex) {
				throw new AssertionError(
						"seed %d, round %d: %s".formatted(seed, i, Base64.getEncoder().encodeToString(input)), ex);
			}
		}
	}

	private static byte[] changed(byte[] input, Random random) {
		int at = random.nextInt(input.length + 1);
		int length = Math.min(input.length - at, random.nextInt(40));
		ByteArrayOutputStream output = new ByteArrayOutputStream(input.length + 64);
		output.write(input, 0, at);
		int skipped = 0;
		switch (random.nextInt(6)) {
			case 0 -> output.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
			case 1 -> skipped = length;
			case 2 -> {
				output.write(random.nextInt(256));
				skipped = Math.min(1, input.length - at);
			}
			case 3 -> output.write(input, at, length);
			case 4 -> output.writeBytes(Arrays.copyOf(new byte[] { (byte) random.nextInt(256) }, 1 + length));
			default -> skipped = (random.nextInt(20) == 0) ? input.length - at : 0;
		}
		output.write(input, at + skipped, input.length - at - skipped);
		return output.toByteArray();
	}

}
