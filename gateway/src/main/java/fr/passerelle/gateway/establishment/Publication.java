package fr.passerelle.gateway.establishment;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The switch over all Espaces at once.
 *
 * @param published whether they are open
 * @param reason what visitors read while they are closed
 */
public record Publication(boolean published, @Nullable String reason) {

	private static final List<String> KEYS = List.of("published", "reason");

	/**
	 * Reads a switch.
	 * @param json its text
	 * @return the switch
	 * @throws InvalidDocumentException if it does not say which way
	 */
	public static Publication parse(byte[] json) {
		Section body = Bodies.open(json, List.of("reason"), KEYS);
		if (!body.has("published")) {
			body.fault("published", "is required");
		}
		boolean published = body.flag("published", false);
		String reason = body.text("reason", Publication::reason);
		body.throwIfFaulty();
		return new Publication(published, (reason != null && !reason.isEmpty()) ? reason : null);
	}

	/** The document with this change; a reason goes when the Espaces open again. */
	ConfigurationDocument applyTo(ConfigurationDocument document) {
		ObjectNode root = document.copy();
		root.put("published", this.published);
		if (this.published || this.reason == null) {
			root.remove("closedReason");
		}
		else {
			root.put("closedReason", this.reason);
		}
		return new ConfigurationDocument(root);
	}

	private static String reason(String text) {
		return text.isBlank() ? "" : Texts.line(DocumentReader.MAX_REASON).apply(text);
	}

}
