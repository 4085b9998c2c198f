package fr.passerelle.gateway.document;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The switch for all Espaces together.
 *
 * @param published whether they are open
 * @param reason what visitors read while they are closed
 * @param reopensAt when they open again by themselves; null: when an administrator opens
 * them
 */
public record Publication(boolean published, @Nullable String reason,
		@Nullable OffsetDateTime reopensAt) implements DocumentEdit {

	/** Open, and nothing planned. */
	public static final Publication OPEN = new Publication(true, null, null);

	private static final List<String> KEYS = List.of("published", "reason", "reopensAt");

	/**
	 * Reads a switch.
	 * @param json its text
	 * @return the switch
	 * @throws InvalidDocumentException if it does not say which way
	 */
	public static Publication parse(byte[] json) {
		Section body = Bodies.open(json, List.of("reason", "reopensAt"), KEYS);
		if (!body.has("published")) {
			body.fault("published", FaultCode.REQUIRED);
		}
		boolean published = body.flag("published", false);
		String reason = body.text("reason", Publication::reason);
		OffsetDateTime reopensAt = body.text("reopensAt", Texts::moment);
		if (published && body.has("reopensAt")) {
			body.fault("reopensAt", FaultCode.NOT_CLOSED);
		}
		body.throwIfFaulty();
		return new Publication(published, (reason != null && !reason.isEmpty()) ? reason : null, reopensAt);
	}

	/**
	 * The document with this change; reason and time are removed when the Espaces open
	 * again.
	 */
	@Override
	public ConfigurationDocument applyTo(ConfigurationDocument document) {
		ObjectNode root = document.copy();
		root.put("published", this.published);
		root.remove(List.of("closedReason", "closedUntil"));
		if (!this.published && this.reason != null) {
			root.put("closedReason", this.reason);
		}
		if (!this.published && this.reopensAt != null) {
			root.put("closedUntil", this.reopensAt.toString());
		}
		return new ConfigurationDocument(root);
	}

	private static String reason(String text) {
		return text.isBlank() ? "" : Texts.line(DocumentReader.MAX_REASON).apply(text);
	}

}
