package fr.passerelle.gateway.document;

/**
 * A change of a document, made upon whichever version is current when it is applied. Only
 * the reader says whether what comes of it is accepted.
 */
@FunctionalInterface
public interface DocumentEdit {

	/**
	 * Makes the change on a copy.
	 * @param document the current one
	 * @return as it would be
	 */
	ConfigurationDocument applyTo(ConfigurationDocument document);

	/** This change, and another upon what came of it. */
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
