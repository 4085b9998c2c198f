package fr.passerelle.gateway.schoolfile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises a name that a program wrote in UTF-8 and another read in an encoding of one
 * byte: the bytes of that encoding are UTF-8 again, which no real name's are.
 */
final class SpoiltName {

	/** ISO-8859-15 gives {@code š} where Windows-1252 gives a sign, so both are tried. */
	private static final List<Charset> READ_AS = List.of(Charset.forName("windows-1252"),
			Charset.forName("ISO-8859-15"), StandardCharsets.ISO_8859_1);

	private static final Pattern CAPITAL_INSIDE = Pattern.compile("\\p{Ll}\\p{Lu}|\\p{L}\\p{Lu}\\p{Ll}");

	private SpoiltName() {
	}

	/**
	 * What a name was before; empty where it looks right. Of two readings the one without
	 * a capital inside a word is taken: {@code Inès}, not {@code InÚs}.
	 */
	static Optional<String> repair(String name) {
		if (name.chars().allMatch((c) -> c < 0x80)) {
			return Optional.empty();
		}
		List<String> readings = READ_AS.stream().flatMap((charset) -> reading(name, charset).stream()).toList();
		return readings.stream()
			.filter((reading) -> !CAPITAL_INSIDE.matcher(reading).find())
			.findFirst()
			.or(() -> readings.stream().findFirst());
	}

	private static Optional<String> reading(String name, Charset charset) {
		try {
			ByteBuffer bytes = charset.newEncoder()
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.encode(CharBuffer.wrap(name));
			String text = StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.decode(bytes)
				.toString();
			return FieldText.hasInvisible(text) ? Optional.empty() : Optional.of(text);
		}
		catch (CharacterCodingException ex) {
			return Optional.empty();
		}
	}

}
