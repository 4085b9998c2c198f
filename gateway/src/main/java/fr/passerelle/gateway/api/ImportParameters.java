package fr.passerelle.gateway.api;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * How people are imported.
 *
 * @param dryRun whether nothing is changed, and only told what would be
 * @param close whether people who are gone are closed
 * @param answers to questions of an earlier run: {@code id=answer}, joined by commas
 */
record ImportParameters(@Nullable Boolean dryRun, @Nullable Boolean close, @Nullable String answers) {

	/** Longest answers, in characters. */
	static final int MAX_ANSWERS = 64 * 1024;

	/**
	 * Reads them from the query alone: to ask a multipart request for a parameter is to
	 * have the server read its body.
	 */
	static ImportParameters of(@Nullable String query) {
		MultiValueMap<String, String> given = UriComponentsBuilder.newInstance()
			.query(Objects.requireNonNullElse(query, ""))
			.build()
			.getQueryParams();
		return new ImportParameters(flag("dryRun", given), flag("close", given), text("answers", given));
	}

	private static @Nullable String text(String name, MultiValueMap<String, String> given) {
		List<String> values = given.getOrDefault(name, List.of());
		if (values.size() > 1) {
			throw refused(name + " is given twice");
		}
		String value = values.isEmpty() ? null : values.get(0);
		return (value != null) ? UriUtils.decode(value, StandardCharsets.UTF_8) : null;
	}

	private static boolean flag(String name, MultiValueMap<String, String> given) {
		String value = text(name, given);
		if (given.containsKey(name) && !"true".equals(value) && !"false".equals(value)) {
			throw refused(name + " is true or false");
		}
		return "true".equals(value);
	}

	/** Answers by the ids of their questions. */
	static Map<String, String> answers(String text) {
		if (text.length() > MAX_ANSWERS) {
			throw refused("the answers have more than " + MAX_ANSWERS + " characters");
		}
		Map<String, String> answers = new HashMap<>();
		for (String answer : text.split("[,\\r\\n]+", -1)) {
			int at = answer.lastIndexOf('=');
			if (answer.isBlank()) {
				continue;
			}
			if (at < 1) {
				throw refused("an answer is written id=answer");
			}
			answers.put(answer.substring(0, at).strip(), answer.substring(at + 1).strip());
		}
		return answers;
	}

	private static ResponseStatusException refused(String why) {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST, "Nothing was changed: " + why + ".");
	}

}
