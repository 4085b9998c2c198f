package fr.passerelle.gateway.document;

import java.util.List;
import java.util.function.UnaryOperator;

import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of one Espace's switches; what is null stays as it is.
 *
 * @param published whether visitors may enter
 * @param delegations ids, all of them
 * @param directLogin whether the local form opens
 */
public record EspacePatch(@Nullable Boolean published, @Nullable List<String> delegations,
		@Nullable Boolean directLogin) {

	static final List<String> KEYS = List.of("published", "delegations", "directLogin");

	/**
	 * Reads a patch.
	 * @param json its text
	 * @return the patch
	 * @throws InvalidDocumentException if a key is unknown or null, or if there is no key
	 */
	public static EspacePatch parse(byte[] json) {
		Section patch = Bodies.open(json, KEYS);
		EspacePatch read = read(patch);
		patch.throwIfFaulty();
		return read;
	}

	/** Reads one of several patches; the faults are the caller's to throw. */
	static EspacePatch read(Section patch) {
		EspacePatch read = new EspacePatch(patch.has("published") ? patch.flag("published", false) : null,
				patch.has("delegations")
						? patch.texts("delegations", DelegationReader.MAX_DELEGATIONS, UnaryOperator.identity()) : null,
				patch.has("directLogin") ? patch.flag("directLogin", false) : null);
		if (patch.keys().isEmpty()) {
			patch.fault("", FaultCode.NEEDS_SOME, String.join(", ", KEYS));
		}
		return read;
	}

	/** Whether it changes nothing. */
	public boolean isEmpty() {
		return this.published == null && this.delegations == null && this.directLogin == null;
	}

	/** The document with this change. */
	public ConfigurationDocument applyTo(ConfigurationDocument document, EspaceKey key) {
		ObjectNode root = document.copy();
		ObjectNode espaces = Bodies.child(root, "espaces");
		if (!(espaces.get(key.key()) instanceof ObjectNode)) {
			// A block that is made here must not publish what was not published.
			espaces.set(key.key(), JsonNodeFactory.instance.objectNode().put("published", key == EspaceKey.COMMUNE));
		}
		ObjectNode espace = Bodies.child(espaces, key.key());
		if (this.published != null) {
			espace.put("published", this.published);
		}
		if (this.delegations != null) {
			espace.set("delegations", Bodies.list(this.delegations));
		}
		if (this.directLogin != null) {
			espace.put("directLogin", this.directLogin);
		}
		return new ConfigurationDocument(root);
	}

}
