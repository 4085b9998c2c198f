package fr.passerelle.gateway.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Protocol;
import io.swagger.v3.oas.models.media.Schema;

/**
 * Describes the fields of the protocols: in a document's delegation, where every field
 * may be left out or null, and in the answers, which show the value in use.
 */
@SuppressWarnings({ "rawtypes", "unchecked" }) // as the library has its schemas
final class SignOnSchemas {

	/** The schemas of a delegation in a document, alone or among others. */
	private static final List<String> DOCUMENTS = List.of("DocumentDelegation", "DelegationBlock");

	private static final String ANSWER = "DelegationView";

	private SignOnSchemas() {
	}

	static void complete(Map<String, Schema> schemas) {
		for (Protocol protocol : Protocol.values()) {
			for (String document : DOCUMENTS) {
				Map<String, Schema> parts = described(schemas, document).getProperties();
				described(parts, protocol.block()).setProperties(properties(protocol));
			}
		}
		Schema answer = described(schemas, ANSWER);
		answer.setProperties(inAnswers(answer.getProperties()));
		List<String> required = new ArrayList<>(answer.getRequired());
		required.remove("signOn");
		answer.setRequired(required.stream().sorted().toList());
	}

	private static Schema described(Map<String, Schema> schemas, String name) {
		return Objects.requireNonNull(schemas.get(name), name);
	}

	private static Map<String, Schema> properties(Protocol protocol) {
		Map<String, Schema> properties = new LinkedHashMap<>();
		for (Field<?> field : protocol.fields()) {
			Schema schema = schema(field);
			schema.setFormat(null);
			Set<String> types = new LinkedHashSet<>(schema.getTypes());
			types.add("null");
			schema.setTypes(types);
			if (schema.getEnum() != null) {
				schema.addEnumItemObject(null);
			}
			properties.put(field.key(), schema);
		}
		return properties;
	}

	private static Map<String, Schema> inAnswers(Map<String, Schema> all) {
		Map<String, Schema> properties = new LinkedHashMap<>();
		all.forEach((name, schema) -> {
			if (name.equals("signOn")) {
				for (Protocol protocol : Protocol.values()) {
					shown(protocol).forEach((field) -> properties.putIfAbsent(field.key(), schema(field)));
				}
			}
			else {
				properties.put(name, schema);
			}
		});
		return properties;
	}

	private static List<Field<?>> shown(Protocol protocol) {
		return protocol.fields().stream().<Field<?>>map((field) -> field).filter(Field::isInAnswers).toList();
	}

	private static Schema schema(Field<?> field) {
		Schema schema = new Schema();
		schema.setTypes(Set.of((field.kind() == Field.Kind.FLAG) ? "boolean" : "string"));
		switch (field.kind()) {
			case SERVER, LINK, CALLED -> schema.setFormat("uri");
			case CHOICE -> schema.setEnum(new ArrayList<>(field.choices().keySet()));
			case WORDS -> {
				schema.setTypes(Set.of("array"));
				schema.setItems(new Schema().types(Set.of("string")));
			}
			case CERTIFICATES -> schema.setDescription("PEM");
			case DOCUMENT -> schema.setDescription("XML");
			case FLAG, TEXT -> {
			}
		}
		return schema;
	}

}
