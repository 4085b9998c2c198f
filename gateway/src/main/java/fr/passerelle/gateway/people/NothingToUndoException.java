package fr.passerelle.gateway.people;

/**
 * There is no import that can be undone.
 */
public final class NothingToUndoException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NothingToUndoException() {
		super("no import can be undone: there was none, it changed nothing, or it is undone already");
	}

}
