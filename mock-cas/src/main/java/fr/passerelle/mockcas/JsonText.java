package fr.passerelle.mockcas;

import java.util.Map;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;

/**
 * Reads and writes JSON with the library that WireMock brings.
 */
final class JsonText {

	private JsonText() {
	}

	static String write(Object value) {
		return Json.write(value);
	}

	/**
	 * Reads an object.
	 * @throws IllegalArgumentException if the text is not a JSON object
	 */
	static Map<?, ?> readObject(String text) {
		try {
			Map<?, ?> read = Json.read(text, Map.class);
			if (read != null) {
				return read;
			}
		}
		catch (JsonException ex) {
			// the exception below says it, as for a null
		}
		throw new IllegalArgumentException("the body must be a JSON object");
	}

}
