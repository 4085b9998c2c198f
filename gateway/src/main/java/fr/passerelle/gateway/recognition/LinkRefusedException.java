package fr.passerelle.gateway.recognition;

/**
 * A link that an administrator asked for cannot be made; nothing was changed.
 */
public final class LinkRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	LinkRefusedException(Reason reason) {
		super(reason.name());
		this.reason = reason;
	}

	/** Why not. */
	public Reason reason() {
		return this.reason;
	}

	/** The obstacle. */
	public enum Reason {

		/** No person of the establishment has this identifiant. */
		NO_SUCH_PERSON,
		/** The identity is linked to another person; that link must be removed first. */
		IDENTITY_LINKED,
		/** The person is linked to another identity of the same ENT. */
		PERSON_LINKED

	}

}
