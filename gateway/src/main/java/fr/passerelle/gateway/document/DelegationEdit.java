package fr.passerelle.gateway.document;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of one delegation in a document. This class refuses an id that is absent; the
 * document's reader judges everything else.
 */
public final class DelegationEdit {

	private DelegationEdit() {
	}

	/** Adds a delegation, or replaces the one that has the same id. */
	public static DocumentEdit put(DelegationBlock block) {
		return put(block.id(), block.toNode());
	}

	/**
	 * Adds a delegation, or replaces the one that has the same id.
	 * @param id its id, which the body need not repeat
	 * @param json the block's text
	 */
	public static DocumentEdit put(String id, byte[] json) {
		return put(id, identified(DocumentParser.parse(json, Format.JSON), id));
	}

	/**
	 * Changes the part of a delegation that a merge patch names (RFC 7396).
	 * @param id its id, which stays
	 * @param json the patch's text
	 */
	public static DocumentEdit merge(String id, byte[] json) {
		MergePatch patch = MergePatch.parse(json);
		return (document) -> changed(document, id, (block) -> identified(patch.applyTo(block), id));
	}

	/** Starts or stops offering a delegation to visitors. */
	public static DocumentEdit activate(String id, boolean active) {
		return (document) -> changed(document, id, (block) -> block.put("active", active));
	}

	/**
	 * Takes a delegation out.
	 * @param id its id
	 * @param fromEspaces whether it is taken out of its Espaces too; if not, an Espace
	 * that still names it is a fault
	 */
	public static DocumentEdit remove(String id, boolean fromEspaces) {
		return (document) -> {
			List<EspaceKey> espaces = Matrix.of(document).espacesOf(id);
			if (!espaces.isEmpty() && !fromEspaces) {
				Faults faults = new Faults();
				faults.add("delegations[" + indexOf(document, id) + "]", FaultCode.DELEGATION_IN_USE,
						espaces.stream().map(EspaceKey::label).collect(Collectors.joining(", ")));
				faults.throwIfAny();
			}
			ConfigurationDocument without = changed(document, id, (block) -> null);
			for (EspaceKey key : espaces) {
				without = withoutIn(without, key, id);
			}
			return without;
		};
	}

	/** The position of a delegation in the list; negative if it is not there. */
	public static int indexOf(ConfigurationDocument document, String id) {
		int index = 0;
		for (JsonNode delegation : document.copy().path("delegations")) {
			if (delegation.path("id").asString("").equals(id)) {
				return index;
			}
			index++;
		}
		return -1;
	}

	private static DocumentEdit put(String id, ObjectNode block) {
		return (document) -> {
			if (indexOf(document, id) >= 0) {
				return changed(document, id, (before) -> block);
			}
			ObjectNode root = document.copy();
			list(root).add(block.deepCopy());
			return new ConfigurationDocument(root);
		};
	}

	private static ConfigurationDocument changed(ConfigurationDocument document, String id,
			Function<ObjectNode, @Nullable ObjectNode> change) {
		int index = indexOf(document, id);
		if (index < 0) {
			throw new UnknownDelegationException(id);
		}
		ObjectNode root = document.copy();
		ArrayNode delegations = list(root);
		ObjectNode next = change.apply((ObjectNode) delegations.get(index));
		if (next != null) {
			delegations.set(index, next.deepCopy());
		}
		else {
			delegations.remove(index);
		}
		return new ConfigurationDocument(root);
	}

	private static ConfigurationDocument withoutIn(ConfigurationDocument document, EspaceKey key, String id) {
		List<String> left = Matrix.of(document)
			.row(key)
			.delegations()
			.stream()
			.filter((other) -> !other.equals(id))
			.toList();
		return new EspacePatch(null, left, null).applyTo(document, key);
	}

	/**
	 * Sessions, headers and the audit trail name a delegation by its id, so the id never
	 * changes.
	 */
	private static ObjectNode identified(ObjectNode block, String id) {
		if (!block.has("id")) {
			block.put("id", id);
		}
		else if (!block.path("id").asString("").equals(id)) {
			Faults faults = new Faults();
			faults.add("id", FaultCode.NOT_ONE_OF, id);
			faults.throwIfAny();
		}
		return block;
	}

	private static ArrayNode list(ObjectNode root) {
		if (root.get("delegations") instanceof ArrayNode delegations) {
			return delegations;
		}
		ArrayNode made = JsonNodeFactory.instance.arrayNode();
		root.set("delegations", made);
		return made;
	}

}
