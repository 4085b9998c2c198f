package fr.passerelle.gateway.document;

/**
 * A change of a document, applied to the version that is current at that moment. The
 * document's reader decides whether the result is accepted.
 */
@FunctionalInterface
public interface DocumentEdit {

	/**
	 * Makes the change on a copy.
	 * @param document the current one
	 * @return as it would be
	 */
	ConfigurationDocument applyTo(ConfigurationDocument document);

	/** This change, followed by another. */
	default DocumentEdit then(DocumentEdit next) {
		return (document) -> next.applyTo(applyTo(document));
	}

	/** Replaces the whole document. */
	static DocumentEdit replacing(ConfigurationDocument document) {
		return (current) -> document;
	}

	/**
	 * The part that a merge patch names (RFC 7396); a list is replaced whole.
	 * @param json the patch's text
	 * @return the change
	 * @throws InvalidDocumentException if it is no JSON object
	 */
	static DocumentEdit merging(byte[] json) {
		MergePatch patch = MergePatch.parse(json);
		return (document) -> new ConfigurationDocument(patch.applyTo(document.copy()));
	}

}
