package fr.passerelle.gateway.version;

/**
 * A school's administrator tried to change a value that only the platform's
 * administrators may change.
 */
public final class PlatformChangeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final What what;

	PlatformChangeException(What what) {
		super(what.sentence);
		this.what = what;
	}

	/** What was to be changed. */
	public What what() {
		return this.what;
	}

	/** What belongs to the platform. */
	public enum What {

		PUBLIC_URL("publicUrl: only an administrator of the whole platform changes an establishment's address"),

		APPLICATION_OF_ANOTHER("upstream: another establishment's application is there; only an administrator of the "
				+ "whole platform lets two establishments share one");

		private final String sentence;

		What(String sentence) {
			this.sentence = sentence;
		}

	}

}
