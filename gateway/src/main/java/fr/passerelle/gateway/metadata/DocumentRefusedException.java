package fr.passerelle.gateway.metadata;

/**
 * A document is not used: what was there before stays. The message is a sentence for
 * administrators, which quotes nothing of the document.
 */
public final class DocumentRefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	/** Refuses with a sentence. */
	public DocumentRefusedException(String sentence) {
		super(sentence, null, false, false);
	}

	/** The sentence. */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
