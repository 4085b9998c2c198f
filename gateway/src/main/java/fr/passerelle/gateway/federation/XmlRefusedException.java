package fr.passerelle.gateway.federation;

/**
 * A document is not read. The message is a sentence of the program's own for an
 * administrator, never a parser's and nothing of the document but whom it is for: those
 * quote names and secrets. For the same reason there is no cause; and no stack trace,
 * since nothing here is a fault of the program.
 */
public final class XmlRefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	/** Refuses with a sentence. */
	public XmlRefusedException(String sentence) {
		super(sentence, null, false, false);
	}

	/** The sentence. */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
