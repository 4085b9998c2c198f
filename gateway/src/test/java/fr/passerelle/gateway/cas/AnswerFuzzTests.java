package fr.passerelle.gateway.cas;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.cas.Corpus.Sample;
import fr.passerelle.gateway.login.ValidationFailedException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For any bytes the readers answer, and let in no person whom the bytes do not name.
 */
class AnswerFuzzTests {

	private static final List<Sample> SAMPLES = Corpus.all();

	private static final List<String> DIALECTS = List.of("CAS1", "CAS2", "SAML1", "LOGOUT");

	private static final Pattern IGNORED = Pattern.compile("<!--.*?-->|<\\?.*?\\?>|<!\\[CDATA\\[|]]>", Pattern.DOTALL);

	@Property(tries = 3000)
	void readOfMutatedAnswersNeverInventsAUser(@ForAll("samples") Sample sample,
			@ForAll("mutations") List<Mutation> mutations) {
		byte[] body = sample.body();
		for (Mutation mutation : mutations) {
			body = mutation.apply(body);
		}
		assertSound(sample.dialect(), sample.contentType(), body);
	}

	@Property(tries = 1000)
	void readOfOneDialectByAnotherNeverInventsAUser(@ForAll("samples") Sample sample,
			@ForAll("dialects") String dialect) {
		assertSound(dialect, sample.contentType(), sample.body());
	}

	@Property(tries = 1000)
	void readOfAnyBytesNeverLetsAnyoneIn(@ForAll byte[] body, @ForAll("dialects") String dialect) {
		String outcome = Corpus.read(dialect, "", body);
		assertThat(outcome).matches("INVALID|NONE|REFUSED INVALID_TICKET");
	}

	private static void assertSound(String dialect, String contentType, byte[] body) {
		String outcome = Corpus.read(dialect, contentType, body);
		if (outcome.startsWith("AUTHENTICATED ")) {
			String user = outcome.substring("AUTHENTICATED ".length(), outcome.indexOf(" {"));
			// CAS 1 has lines of plain text, in which a reference is no more than its
			// letters.
			assertThat(plainText(contentType, body, dialect.equals("CAS1"))).contains(user);
		}
	}

	/** The text as a reader of the page sees it: comments out, references resolved. */
	private static String plainText(String contentType, byte[] body, boolean lines) {
		try {
			if (lines) {
				return new Reply(contentType, body).text();
			}
			String text = IGNORED.matcher(new Reply(contentType, body).text()).replaceAll("");
			text = Pattern.compile("&#(x?)([0-9A-Fa-f]+);").matcher(text).replaceAll((match) -> {
				int point = Integer.parseInt(match.group(2), match.group(1).isEmpty() ? 10 : 16);
				return Character.isBmpCodePoint(point) ? Matcher.quoteReplacement("" + (char) point) : "";
			});
			return text.replace("&lt;", "<")
				.replace("&gt;", ">")
				.replace("&quot;", "\"")
				.replace("&apos;", "'")
				.replace("&amp;", "&");
		}
		catch (ValidationFailedException ex) {
			throw new AssertionError("authenticated from bytes that are no text", ex);
		}
	}

	@Provide
	Arbitrary<Sample> samples() {
		return Arbitraries.of(SAMPLES);
	}

	@Provide
	Arbitrary<String> dialects() {
		return Arbitraries.of(DIALECTS);
	}

	@Provide
	Arbitrary<List<Mutation>> mutations() {
		Arbitrary<byte[]> pieces = Arbitraries
			.of("<", ">", "/", "\"", "&", "]]>", "<!--", "-->", "<cas:user>", "</cas:user>", "\r\n", "\0", "user",
					"<cas:authenticationSuccess>", "</cas:authenticationSuccess>", "xmlns=\"\"", "&#10;", "\u00e9", "")
			.map((piece) -> piece.getBytes(StandardCharsets.UTF_8));
		return Combinators
			.combine(Arbitraries.integers().between(0, 10_000), Arbitraries.integers().between(0, 40), pieces)
			.as(Mutation::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(6);
	}

	/** Replaces some bytes, at a place in ten-thousandths of the whole, by others. */
	private static final class Mutation {

		private final int place;

		private final int removed;

		private final byte[] piece;

		private Mutation(int place, int removed, byte[] piece) {
			this.place = place;
			this.removed = removed;
			this.piece = piece;
		}

		private byte[] apply(byte[] body) {
			int start = (int) ((long) body.length * this.place / 10_000);
			int end = Math.min(body.length, start + this.removed);
			ByteArrayOutputStream mutated = new ByteArrayOutputStream();
			mutated.writeBytes(Arrays.copyOfRange(body, 0, start));
			mutated.writeBytes(this.piece);
			mutated.writeBytes(Arrays.copyOfRange(body, end, body.length));
			return mutated.toByteArray();
		}

		@Override
		public String toString() {
			return this.place + "-" + this.removed + "+" + new String(this.piece, StandardCharsets.UTF_8);
		}

	}

}
