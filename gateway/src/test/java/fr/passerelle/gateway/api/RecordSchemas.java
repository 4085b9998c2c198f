package fr.passerelle.gateway.api;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as they are written: every part is there, but for those that may be
 * null. A record inside a controller is named after both, since several have a
 * {@code Line}.
 */
final class RecordSchemas extends ModelResolver {

	RecordSchemas() {
		super(Json31.mapper(), new NestedNames());
		openapi31(true);
	}

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> next) {
		Schema<?> resolved = super.resolve(type, context, next);
		JavaType java = this._mapper.constructType(type.getType());
		if (java != null && java.getRawClass().isRecord()) {
			Schema<?> model = context.getDefinedModels().get(this._typeName(java));
			if (model != null && model.getProperties() != null && model.getRequired() == null) {
				complete(model, java.getRawClass());
			}
		}
		return resolved;
	}

	@SuppressWarnings("rawtypes") // the library's own type of the map
	private static void complete(Schema<?> model, Class<?> record) {
		List<String> required = new ArrayList<>();
		Map<String, Schema> properties = model.getProperties();
		for (RecordComponent part : record.getRecordComponents()) {
			Schema<?> property = properties.get(part.getName());
			if (property == null) {
				continue;
			}
			boolean nullable = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
			if (isDocument(part)) {
				property = new Schema<>().$ref("#/components/schemas/Document");
			}
			if (nullable) {
				properties.put(part.getName(), orNull(property));
			}
			else {
				properties.put(part.getName(), property);
				required.add(part.getName());
			}
		}
		model.setRequired(required);
	}

	/** Text that goes out as it is, being JSON already; it is a document everywhere. */
	private static boolean isDocument(RecordComponent part) {
		return part.getAccessor().isAnnotationPresent(JsonRawValue.class);
	}

	private static Schema<?> orNull(Schema<?> property) {
		if (property.get$ref() != null) {
			Schema<?> nothing = new Schema<>();
			nothing.setTypes(Set.of("null"));
			Schema<?> either = new Schema<>();
			either.setAnyOf(List.of(new Schema<>().$ref(property.get$ref()), nothing));
			return either;
		}
		if (property.getTypes() != null) {
			Set<String> types = new LinkedHashSet<>(property.getTypes());
			types.add("null");
			property.setTypes(types);
			if (property.getEnum() != null && !property.getEnum().contains(null)) {
				property.addEnumItemObject(null);
			}
		}
		return property;
	}

	/** The enclosing controller's name before the record's. */
	private static final class NestedNames extends TypeNameResolver {

		@Override
		protected String getNameOfClass(Class<?> type) {
			Class<?> outer = type.getEnclosingClass();
			return (outer != null) ? outer.getSimpleName().replace("Controller", "") + type.getSimpleName()
					: type.getSimpleName();
		}

	}

}
