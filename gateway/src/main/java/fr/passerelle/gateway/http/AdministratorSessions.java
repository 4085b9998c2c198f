package fr.passerelle.gateway.http;

/**
 * Tells the front door, before any servlet runs, which of the console's cookies belong to
 * an administrator who has signed in.
 */
@FunctionalInterface
public interface AdministratorSessions {

	/** Whether there is a session with this id. */
	boolean isOpen(String id);

}
