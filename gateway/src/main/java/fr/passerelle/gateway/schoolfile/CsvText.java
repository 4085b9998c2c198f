package fr.passerelle.gateway.schoolfile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Turns the bytes of a list into text. Spreadsheets save UTF-8 with or without a byte
 * order mark, or Windows-1252, and do not say which; bytes that are valid UTF-8 are read
 * as UTF-8, because Windows-1252 text with accents is hardly ever valid UTF-8.
 */
public final class CsvText {

	private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private CsvText() {
	}

	/** The text without byte order mark; empty where it is neither of the two. */
	public static Optional<String> decode(byte[] bytes) {
		if (isUtf16(bytes)) {
			return Optional.empty();
		}
		return decode(bytes, StandardCharsets.UTF_8).or(() -> decode(bytes, WINDOWS_1252))
			.filter((text) -> text.indexOf('\0') < 0);
	}

	/** Whether these bytes are read as UTF-8. */
	public static boolean isUtf8(byte[] bytes) {
		return decode(bytes, StandardCharsets.UTF_8).isPresent();
	}

	private static boolean isUtf16(byte[] bytes) {
		return bytes.length > 1 && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
				|| (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe));
	}

	private static Optional<String> decode(byte[] bytes, Charset charset) {
		try {
			CharBuffer text = charset.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(bytes));
			boolean marked = text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK;
			return Optional.of(marked ? text.subSequence(1, text.length()).toString() : text.toString());
		}
		catch (CharacterCodingException ex) {
			return Optional.empty();
		}
	}

	/** The separator of the header row; its titles hold neither of the two. */
	public static char separator(String text) {
		int end = text.indexOf('\n');
		String header = (end < 0) ? text : text.substring(0, end);
		return (header.indexOf(';') < 0 && header.indexOf(',') >= 0) ? ',' : ';';
	}

	/**
	 * Where a quote is opened that never closes; the reader of RFC 4180 would swallow all
	 * that follows as one field.
	 * @return the line, counted from 1; 0 where all quotes close
	 */
	public static long lineOfOpenQuote(String text) {
		long line = 1;
		long opened = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"') {
				opened = (opened == 0) ? line : 0;
			}
			else if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
				line++;
			}
		}
		return opened;
	}

}
