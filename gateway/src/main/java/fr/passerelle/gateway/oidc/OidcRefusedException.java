package fr.passerelle.gateway.oidc;

/**
 * A message of a provider that is not accepted. The message is one of the program's own
 * sentences: a library's would quote tokens. For the same reason there is no cause.
 */
public final class OidcRefusedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String sentence;

	/** Made with a sentence for the administrator. */
	OidcRefusedException(String sentence) {
		super(sentence, null, false, false);
		this.sentence = sentence;
	}

	/** For the administrator. */
	public String sentence() {
		return this.sentence;
	}

}
