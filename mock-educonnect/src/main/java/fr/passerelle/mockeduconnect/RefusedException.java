package fr.passerelle.mockeduconnect;

/** A message of a service that is not followed; the sentence is shown. */
final class RefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	RefusedException(String sentence) {
		super(sentence);
	}

	/** Why. */
	String sentence() {
		return String.valueOf(getMessage());
	}

}
