package fr.passerelle.gateway.version;

import java.util.HashMap;
import java.util.Map;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.EntCopy;
import tools.jackson.databind.JsonNode;

/**
 * A document on its way to become the next version.
 *
 * @param document the document
 * @param kept what the catalogue said earlier, for the delegations that keep it
 */
record Draft(ConfigurationDocument document, Map<String, EntCopy> kept) {

	/**
	 * A document that replaces another. An unchanged delegation keeps its copy of the
	 * catalogue; a new or changed one is made from today's catalogue.
	 */
	static Draft over(Version current, ConfigurationDocument document) {
		Map<String, JsonNode> before = delegations(current.document());
		Map<String, JsonNode> after = delegations(document);
		Map<String, EntCopy> kept = new HashMap<>();
		current.copies().forEach((id, copy) -> {
			JsonNode delegation = before.get(id);
			if (delegation != null && delegation.equals(after.get(id))) {
				kept.put(id, copy);
			}
		});
		return new Draft(document, kept);
	}

	/** A document made wholly from today's catalogue. */
	static Draft fresh(ConfigurationDocument document) {
		return new Draft(document, Map.of());
	}

	private static Map<String, JsonNode> delegations(ConfigurationDocument document) {
		Map<String, JsonNode> byId = new HashMap<>();
		for (JsonNode delegation : document.copy().path("delegations")) {
			JsonNode id = delegation.path("id");
			if (id.isString()) {
				byId.put(id.stringValue(), delegation);
			}
		}
		return byId;
	}

}
