package fr.passerelle.gateway.document;

/**
 * No delegation of the document has this id.
 */
public final class UnknownDelegationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownDelegationException(String id) {
		super("there is no delegation " + id.substring(0, Math.min(id.length(), 40)));
	}

}
