package fr.passerelle.gateway.api;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads bodies of requests to the letter. A limit in an unknown field, given twice, or of
 * another type would have no effect: such a body is refused, with the field's name.
 */
final class StrictBodies implements JsonMapperBuilderCustomizer {

	/** As the parser says it, which keeps the name nowhere else. */
	private static final Pattern TWICE = Pattern.compile("^Duplicate Object property \"([^\"]*)\"");

	/** A name longer than this is cut where it is told. */
	private static final int MAX_NAME = 60;

	@Override
	public void customize(JsonMapper.Builder builder) {
		builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
				DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
				DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
		builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
		builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
		builder.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
		builder.withCoercionConfig(LogicalType.Textual, (texts) -> {
			texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
			texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
			texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
		});
		builder.withConfigOverride(List.class,
				(lists) -> lists.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)));
	}

	/**
	 * What is wrong with a body, as far as its sender needs to know; a value is never
	 * quoted, since it may be a password.
	 */
	static String fault(@Nullable Throwable cause) {
		if (cause instanceof UnrecognizedPropertyException unknown) {
			return "The body has no field " + path(unknown) + known(unknown.getKnownPropertyIds()) + ".";
		}
		if (!(cause instanceof JacksonException fault)) {
			return "The body is missing or cannot be read.";
		}
		if (!fault.getPath().isEmpty()) {
			return "The field " + path(fault) + " cannot hold what stands there.";
		}
		TokenStreamLocation place = fault.getLocation();
		Matcher twice = TWICE.matcher(fault.getOriginalMessage());
		if (twice.find()) {
			return "The body gives the field " + cut(twice.group(1)) + " twice.";
		}
		return "The body is not the JSON that this address takes"
				+ ((place != null) ? ": see line " + place.getLineNr() + ", column " + place.getColumnNr() : "") + ".";
	}

	private static String path(JacksonException fault) {
		return fault.getPath()
			.stream()
			.map((step) -> (step.getPropertyName() != null) ? cut(step.getPropertyName())
					: String.valueOf(step.getIndex()))
			.collect(Collectors.joining("."));
	}

	private static String cut(String name) {
		return (name.length() <= MAX_NAME) ? name : name.substring(0, MAX_NAME) + "…";
	}

	private static String known(@Nullable Collection<Object> names) {
		return (names == null || names.isEmpty()) ? ""
				: "; there are: " + names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
	}

}
