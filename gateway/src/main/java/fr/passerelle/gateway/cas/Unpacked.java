package fr.passerelle.gateway.cas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * Unpacks an answer that a server compressed although it was asked not to. Bounded by
 * what comes out: a few kilobytes can hold gigabytes of blanks.
 */
final class Unpacked {

	/** Only a bomb is packed twice. */
	private static final int MAX_CODINGS = 1;

	/** The first byte of a zlib header: deflate with the usual window. */
	private static final int ZLIB = 0x78;

	private final int max;

	/**
	 * Unpacks up to a bound.
	 * @param max the most bytes that may come out
	 */
	Unpacked(int max) {
		this.max = max;
	}

	/**
	 * The body without its codings.
	 * @param codings as the header names them, in the order applied
	 * @param body as sent
	 * @return the body itself where nothing was done to it
	 * @throws ValidationFailedException if a coding is not known, or what comes out is
	 * too long or broken
	 */
	byte[] of(List<String> codings, byte[] body) throws ValidationFailedException {
		List<String> applied = codings.stream()
			.map((coding) -> coding.strip().toLowerCase(Locale.ROOT))
			.filter((coding) -> !coding.isEmpty() && !coding.equals("identity"))
			.toList();
		if (applied.isEmpty() || body.length == 0) {
			return body;
		}
		if (applied.size() > MAX_CODINGS) {
			throw ValidationFailedException.invalid("The ENT's answer is compressed more than once.");
		}
		try (InputStream stream = stream(applied.get(0), body)) {
			byte[] plain = stream.readNBytes(this.max + 1);
			if (plain.length > this.max) {
				throw ValidationFailedException.invalid("The ENT's answer is longer than " + this.max + " bytes.");
			}
			return plain;
		}
		catch (IOException ex) {
			throw ValidationFailedException.invalid("The ENT's answer is compressed, and cannot be unpacked.");
		}
	}

	/** Gives its memory, which is outside the heap, back at its end. */
	private static final class Headless extends InflaterInputStream {

		Headless(InputStream bytes) {
			super(bytes, new Inflater(true));
		}

		@Override
		public void close() throws IOException {
			this.inf.end();
			super.close();
		}

	}

	private static InputStream stream(String coding, byte[] body) throws IOException, ValidationFailedException {
		InputStream bytes = new ByteArrayInputStream(body);
		return switch (coding) {
			case "gzip", "x-gzip" -> new GZIPInputStream(bytes);
			// Some servers leave the zlib header out.
			case "deflate" -> (body[0] == ZLIB) ? new InflaterInputStream(bytes) : new Headless(bytes);
			default -> throw ValidationFailedException
				.invalid("The ENT's answer is compressed in a way that was not asked for.");
		};
	}

}
