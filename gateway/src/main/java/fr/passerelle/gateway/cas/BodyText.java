package fr.passerelle.gateway.cas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.login.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text by the rules for XML over HTTP (RFC 7303 §3): byte-order mark, then the
 * header's charset, then the XML declaration, then UTF-8. Bytes that do not fit the
 * charset are refused, never replaced: two names must not become one.
 */
final class BodyText {

	/** Others are refused: exotic charsets spell markup in unexpected bytes. */
	private static final Set<String> ACCEPTED = Set.of("UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "US-ASCII",
			"ISO-8859-1", "ISO-8859-15", "WINDOWS-1252");

	private static final Pattern HEADER = Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})");

	/** Anchored: a declaration counts only at the very beginning. */
	private static final Pattern DECLARATION = Pattern
		.compile("\\s{0,16}<\\?xml\\s[^>]{0,120}?encoding\\s{0,4}=\\s{0,4}[\"']([A-Za-z0-9._:-]{1,40})[\"']");

	/** The part in which an XML declaration can be. */
	private static final int DECLARATION_REACH = 200;

	private BodyText() {
	}

	/**
	 * Decodes a body.
	 * @param contentType the header; may be empty
	 * @param body the bytes
	 * @return the text without byte-order mark
	 * @throws ValidationFailedException if the charset is not accepted or the bytes are
	 * not in it
	 */
	static String decode(String contentType, byte[] body) throws ValidationFailedException {
		Charset marked = byteOrderMark(body);
		Charset charset = (marked != null) ? marked : declared(contentType, body);
		try {
			String text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			return (!text.isEmpty() && text.charAt(0) == '\uFEFF') ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw ValidationFailedException.invalid("The ENT's answer is not in the charset that it names.");
		}
	}

	private static @Nullable Charset byteOrderMark(byte[] body) {
		int first = at(body, 0);
		int second = at(body, 1);
		if (first == 0xEF && second == 0xBB && at(body, 2) == 0xBF) {
			return StandardCharsets.UTF_8;
		}
		if (first == 0xFE && second == 0xFF) {
			return StandardCharsets.UTF_16BE;
		}
		return (first == 0xFF && second == 0xFE) ? StandardCharsets.UTF_16LE : null;
	}

	private static Charset declared(String contentType, byte[] body) throws ValidationFailedException {
		Matcher header = HEADER.matcher(contentType);
		if (header.find()) {
			return named(header.group(1));
		}
		if (at(body, 0) == 0 && at(body, 1) == '<') {
			return StandardCharsets.UTF_16BE;
		}
		if (at(body, 0) == '<' && at(body, 1) == 0) {
			return StandardCharsets.UTF_16LE;
		}
		String start = new String(body, 0, Math.min(body.length, DECLARATION_REACH), StandardCharsets.ISO_8859_1);
		Matcher declaration = DECLARATION.matcher(start);
		return declaration.lookingAt() ? named(declaration.group(1)) : StandardCharsets.UTF_8;
	}

	private static Charset named(String name) throws ValidationFailedException {
		try {
			Charset charset = Charset.forName(name);
			if (ACCEPTED.contains(charset.name().toUpperCase(Locale.ROOT))) {
				return charset;
			}
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			// Refused below like one that we know but do not take.
		}
		throw ValidationFailedException.invalid("The ENT's answer is in a charset that is not accepted.");
	}

	private static int at(byte[] body, int index) {
		return (index < body.length) ? body[index] & 0xff : -1;
	}

}
