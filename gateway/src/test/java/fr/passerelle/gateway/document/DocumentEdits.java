package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document and what administrators do to it, at random.
 */
final class DocumentEdits {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final List<String> IDS = List.of("atrium", "elyco", "educonnect");

	private DocumentEdits() {
	}

	static ConfigurationDocument base() {
		return parse(
				"""
						{"uai": "0330001A", "name": "Jean-Moulin", "publicUrl": "https://0330001a.example.fr",
						"published": true, "upstream": "http://127.0.0.1:9000", "publicPaths": ["/pronote/a/**", "/pronote/b/**"],
						"delegations": [
						{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud", "recognition": ["PROFILE"]},
						{"id": "elyco", "label": "e-lyco", "protocol": "CAS", "cas": {"serverUrl": "https://e.example.fr",
						"validation": "CAS2"}}],
						"espaces": {"parent": {"published": true, "delegations": ["atrium"]},
						"eleve": {"published": true, "delegations": ["atrium", "elyco"], "paths": ["/pronote/x/**"]}}}""");
	}

	static ConfigurationDocument parse(String json) {
		return ConfigurationDocument.parse(DocumentReaderTests.bytes(json), Format.JSON);
	}

	static Arbitrary<ConfigurationDocument> documents() {
		return edit().list().ofMaxSize(6).map((edits) -> {
			ObjectNode root = base().copy();
			edits.forEach((edit) -> edit.apply(root));
			return new ConfigurationDocument(root);
		});
	}

	private static Arbitrary<Edit> edit() {
		return Combinators
			.combine(Arbitraries.of(What.values()), Arbitraries.integers().between(0, 3),
					Arbitraries.integers().between(0, 3))
			.as(Edit::new);
	}

	/** What a document says at a place; null where it says nothing. */
	static @Nullable JsonNode at(ConfigurationDocument document, List<String> steps) {
		JsonNode node = document.copy();
		for (int i = 0; i < steps.size() && node != null; i++) {
			DocumentTree tree = DocumentTree.of(steps.subList(0, i), node);
			node = (tree != null) ? DocumentTree.said(tree.child(steps.get(i))) : null;
		}
		return node;
	}

	private record Edit(What what, int which, int value) {

		void apply(ObjectNode root) {
			ObjectNode espace = Bodies.child(Bodies.child(root, "espaces"),
					List.of("parent", "eleve", "direction", "academie").get(this.which));
			switch (this.what) {
				case NAME -> root.put("name", "Name " + this.value);
				case PUBLISHED -> root.put("published", this.value % 2 == 0);
				case REASON -> text(root, "closedReason");
				case PUBLIC_PATHS -> patterns(root, "publicPaths");
				case NEITHER_PATHS -> root.set("publicPaths", (this.value == 0) ? NODES.nullNode() : NODES.arrayNode());
				case LABEL -> delegation(root).put("label", "Label " + this.value);
				case ENT -> text(delegation(root), "ent");
				case SERVER -> text(Bodies.child(delegation(root), "cas"), "serverUrl");
				case FORGET_DELEGATION -> delegations(root).remove(this.which % Math.max(1, delegations(root).size()));
				case SHUFFLE -> shuffle(root);
				case OPEN -> espace.put("published", this.value % 2 == 0);
				case DELEGATE -> espace.set("delegations", Bodies.list(IDS.subList(this.value % 2, this.value)));
				case PATHS -> patterns(espace, "paths");
				case FORGET_ESPACE -> Bodies.child(root, "espaces").remove(this.value % 2 == 0 ? "parent" : "eleve");
				default -> Bodies.child(espace, "loginParameters").put("p" + this.value, "v" + this.value);
			}
		}

		private void text(ObjectNode block, String key) {
			if (this.value == 0) {
				block.remove(key);
			}
			else if (this.value == 1) {
				block.putNull(key);
			}
			else {
				block.put(key, "Text " + this.value);
			}
		}

		private void patterns(ObjectNode block, String key) {
			List<String> patterns = new ArrayList<>();
			block.path(key).forEach((pattern) -> patterns.add(pattern.stringValue()));
			String pattern = "/pronote/" + List.of("a", "b", "c", "d").get(this.value) + "/**";
			if (!patterns.remove(pattern)) {
				patterns.add(this.which % (patterns.size() + 1), pattern);
			}
			block.set(key, Bodies.list(patterns));
		}

		private ObjectNode delegation(ObjectNode root) {
			ArrayNode delegations = delegations(root);
			String id = IDS.get(this.which % IDS.size());
			for (JsonNode delegation : delegations) {
				if (delegation.path("id").asString("").equals(id)) {
					return (ObjectNode) delegation;
				}
			}
			return delegations.addObject().put("id", id).put("protocol", "CAS");
		}

		private static ArrayNode delegations(ObjectNode root) {
			return (ArrayNode) root.path("delegations");
		}

		private static void shuffle(ObjectNode root) {
			List<JsonNode> turned = new ArrayList<>();
			delegations(root).forEach(turned::add);
			Collections.reverse(turned);
			root.set("delegations", NODES.arrayNode().addAll(turned));
		}

	}

	private enum What {

		NAME, PUBLISHED, REASON, PUBLIC_PATHS, NEITHER_PATHS, LABEL, ENT, SERVER, FORGET_DELEGATION, SHUFFLE, OPEN,
		DELEGATE, PATHS, FORGET_ESPACE, PARAMETER

	}

}
