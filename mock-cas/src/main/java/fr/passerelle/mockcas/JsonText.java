package fr.passerelle.mockcas;

import java.util.Map;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;

/**
 * JSON, by the reader and writer that WireMock already carries.
 */
final class JsonText {

	private JsonText() {
	}

	static String write(Object value) {
		return Json.write(value);
	}

	/**
	 * Reads an object.
	 * @throws IllegalArgumentException if it is none
	 */
	static Map<?, ?> readObject(String text) {
		try {
			Map<?, ?> read = Json.read(text, Map.class);
			if (read != null) {
				return read;
			}
		}
		catch (JsonException ex) {
			// said below, as for a null
		}
		throw new IllegalArgumentException("the body must be a JSON object");
	}

}
