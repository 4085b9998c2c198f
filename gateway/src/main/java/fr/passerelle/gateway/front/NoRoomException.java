package fr.passerelle.gateway.front;

/** The requests that are under way leave no room in memory for more of a body. */
final class NoRoomException extends Exception {

	private static final long serialVersionUID = 1L;

	NoRoomException() {
		super("no room for more of this body", null, false, false);
	}

}
