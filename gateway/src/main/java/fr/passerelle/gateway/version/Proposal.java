package fr.passerelle.gateway.version;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An edit that was judged and not made.
 *
 * @param base the version it was made upon
 * @param before the establishment as it is
 * @param current its document
 * @param after the establishment as it would be
 * @param document its document then
 */
public record Proposal(long base, Establishment before, ConfigurationDocument current, Establishment after,
		ConfigurationDocument document) {

	/** Whether there is anything to change. */
	public boolean changesAnything() {
		return !this.current.equals(this.document);
	}

	/** Whether a path has another owner, or none. */
	public boolean changesPaths() {
		return !paths(this.current).equals(paths(this.document));
	}

	private static List<JsonNode> paths(ConfigurationDocument document) {
		ObjectNode root = document.copy();
		List<JsonNode> paths = new ArrayList<>(List.of(root.path("publicPaths")));
		for (EspaceKey key : EspaceKey.values()) {
			paths.add(root.path("espaces").path(key.key()).path("paths"));
		}
		return paths;
	}

}
