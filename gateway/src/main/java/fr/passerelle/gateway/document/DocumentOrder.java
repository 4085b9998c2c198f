package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Uai;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of a document, in the order in which the contract shows them and every answer
 * has them. Two documents that differ in the order of their keys alone are the same one.
 */
public final class DocumentOrder {

	static final List<String> DOCUMENT = List.of("uai", "name", "publicUrl", "published", "closedReason", "closedUntil",
			"upstream", "publicPaths", "delegations", "espaces");

	public static final List<String> DELEGATION = delegation();

	static final List<String> ATTRIBUTES = List.of("user", "profiles", "establishments", "personId", "familyName",
			"givenName", "birthDate");

	static final List<String> ESPACE = List.of("published", "delegations", "directLogin", "loginParameters", "paths",
			"upstream");

	private DocumentOrder() {
	}

	static ObjectNode of(ObjectNode document) {
		ObjectNode ordered = ordered(document, DOCUMENT);
		JsonNode uai = ordered.get("uai");
		if (uai != null && uai.isString() && Uai.isUai(uai.stringValue())) {
			ordered.put("uai", new Uai(uai.stringValue()).value());
		}
		if (ordered.get("delegations") instanceof ArrayNode delegations) {
			ordered.set("delegations", delegations(delegations));
		}
		if (ordered.get("espaces") instanceof ObjectNode espaces) {
			ObjectNode inOrder = ordered(espaces, EspaceKey.keys());
			inOrder.properties().forEach((entry) -> entry.setValue(orderedIfObject(entry.getValue(), ESPACE)));
			ordered.set("espaces", inOrder);
		}
		return ordered;
	}

	private static List<String> delegation() {
		List<String> keys = new ArrayList<>(List.of("id", "label", "protocol", "active", "ent"));
		for (Protocol protocol : Protocol.values()) {
			keys.add(protocol.block());
		}
		keys.addAll(List.of("attributes", "recognition"));
		return List.copyOf(keys);
	}

	private static ArrayNode delegations(ArrayNode delegations) {
		ArrayNode inOrder = JsonNodeFactory.instance.arrayNode();
		for (JsonNode delegation : delegations) {
			JsonNode ordered = orderedIfObject(delegation, DELEGATION);
			if (ordered instanceof ObjectNode object) {
				for (Protocol protocol : Protocol.values()) {
					reorder(object, protocol.block(), protocol.keys());
				}
				reorder(object, "attributes", ATTRIBUTES);
			}
			inOrder.add(ordered);
		}
		return inOrder;
	}

	private static void reorder(ObjectNode parent, String key, List<String> keys) {
		JsonNode child = parent.get(key);
		if (child != null) {
			parent.set(key, orderedIfObject(child, keys));
		}
	}

	private static JsonNode orderedIfObject(JsonNode node, List<String> keys) {
		return (node instanceof ObjectNode object) ? ordered(object, keys) : node;
	}

	private static ObjectNode ordered(ObjectNode object, List<String> keys) {
		ObjectNode ordered = JsonNodeFactory.instance.objectNode();
		keys.stream().filter(object::has).forEach((key) -> ordered.set(key, object.get(key)));
		object.properties().forEach((entry) -> {
			if (!ordered.has(entry.getKey())) {
				ordered.set(entry.getKey(), entry.getValue());
			}
		});
		return ordered;
	}

}
