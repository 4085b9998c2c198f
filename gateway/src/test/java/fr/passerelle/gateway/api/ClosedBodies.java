package fr.passerelle.gateway.api;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Describes what {@link StrictBodies} does: a body of a request has no other fields than
 * those of its schema.
 */
final class ClosedBodies {

	private static final String SCHEMAS = "#/components/schemas/";

	/** Described by hand; their own reader says what it takes. */
	private static final Set<String> BY_HAND = Set.of("Document", "Problem");

	private final Map<String, Schema<?>> schemas;

	private final Set<String> seen = new HashSet<>(BY_HAND);

	private ClosedBodies(Map<String, Schema<?>> schemas) {
		this.schemas = schemas;
	}

	@SuppressWarnings({ "rawtypes", "unchecked" }) // as the library has its schemas
	static void close(OpenAPI api) {
		ClosedBodies bodies = new ClosedBodies((Map) api.getComponents().getSchemas());
		api.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.map(Operation::getRequestBody)
			.filter((body) -> body != null && body.getContent() != null)
			.flatMap((body) -> body.getContent().values().stream())
			.map((media) -> (Schema<?>) media.getSchema())
			.filter(Objects::nonNull)
			.forEach(bodies::close);
	}

	private void close(@Nullable Schema<?> schema) {
		if (schema == null) {
			return;
		}
		String reference = schema.get$ref();
		if (reference != null && reference.startsWith(SCHEMAS)) {
			String name = reference.substring(SCHEMAS.length());
			if (this.seen.add(name)) {
				close(this.schemas.get(name));
			}
			return;
		}
		if (schema.getProperties() != null) {
			schema.setAdditionalProperties(false);
			schema.getProperties().values().forEach(this::close);
		}
		if (schema.getAnyOf() != null) {
			schema.getAnyOf().forEach(this::close);
		}
		close(schema.getItems());
	}

}
