package fr.passerelle.gateway.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses JSON and YAML into a tree, event by event. The libraries' own trees would stop
 * at the first doubled key, expand aliases, and take {@code ~} for a text.
 */
public final class DocumentParser {

	/**
	 * Largest document in bytes. One with twenty delegations and a certificate each is a
	 * third of it.
	 */
	public static final int MAX_SIZE = 256 * 1024;

	/** Deepest nesting; the contract's document has four levels. */
	static final int MAX_DEPTH = 12;

	/** Longest part of a parser's own words that is passed on. */
	private static final int MAX_PROBLEM = 250;

	private DocumentParser() {
	}

	public static ObjectNode parse(byte[] text, Format format) {
		if (text.length > MAX_SIZE) {
			throw unreadable(FaultCode.TOO_LARGE, MAX_SIZE / 1024);
		}
		Faults faults = new Faults();
		String decoded = decode(text);
		JsonNode root = (format == Format.JSON) ? JsonTree.read(decoded, faults) : YamlTree.read(decoded, faults);
		if (!(root instanceof ObjectNode object)) {
			throw unreadable(FaultCode.NOT_MAP);
		}
		faults.throwIfAny();
		return object;
	}

	/** The path of a key in a block. */
	static String at(String path, String key) {
		return path.isEmpty() ? key : path + "." + key;
	}

	/** Puts a value into a block, once. */
	static void put(ObjectNode object, String key, JsonNode value, String place, Faults faults) {
		if (object.has(key)) {
			faults.add(place, FaultCode.TWICE);
		}
		else {
			object.set(key, value);
		}
	}

	static InvalidDocumentException unreadable(FaultCode code, Object... arguments) {
		return new InvalidDocumentException(List.of(DocumentFault.of("", code, arguments)), false);
	}

	/** The parser's own message, with the place if it is known. */
	static InvalidDocumentException unreadable(String format, String problem, int line, int column) {
		String first = problem.lines().findFirst().orElse("");
		String cut = (first.length() > MAX_PROBLEM) ? first.substring(0, MAX_PROBLEM) : first;
		return (line > 0) ? unreadable(FaultCode.SYNTAX_AT, format, cut, line, column)
				: unreadable(FaultCode.SYNTAX, format, cut);
	}

	private static String decode(byte[] text) {
		try {
			String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
			return decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
		}
		catch (CharacterCodingException ex) {
			throw unreadable(FaultCode.NOT_UTF8);
		}
	}

}
