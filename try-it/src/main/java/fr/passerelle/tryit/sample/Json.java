package fr.passerelle.tryit.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A JSON value (RFC 8259), as far as key sets and claims need one. Whatever is asked of
 * it that it is not ends in {@link IllegalArgumentException}.
 *
 * @param value a map, a list, a string, a number, a boolean, or null
 */
record Json(@Nullable Object value) {

	static Json parse(String text) {
		return new Json(new JsonParser(text).document());
	}

	Json member(String name) {
		if (this.value instanceof Map<?, ?> members && members.containsKey(name)) {
			return new Json(members.get(name));
		}
		throw new IllegalArgumentException("no member '%s'".formatted(name));
	}

	String text(String name) {
		if (member(name).value instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException("'%s' is not a text".formatted(name));
	}

	long number(String name) {
		if (member(name).value instanceof Double number) {
			return number.longValue();
		}
		throw new IllegalArgumentException("'%s' is not a number".formatted(name));
	}

	List<Json> elements() {
		if (this.value instanceof List<?> elements) {
			List<Json> all = new ArrayList<>();
			elements.forEach((element) -> all.add(new Json(element)));
			return all;
		}
		throw new IllegalArgumentException("not a list");
	}

	/** One text, or a list of them. */
	List<String> texts() {
		if (this.value instanceof String text) {
			return List.of(text);
		}
		List<String> texts = new ArrayList<>();
		for (Json element : elements()) {
			if (!(element.value instanceof String text)) {
				throw new IllegalArgumentException("not a list of texts");
			}
			texts.add(text);
		}
		return texts;
	}

}
