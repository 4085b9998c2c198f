package fr.passerelle.gateway.http;

/**
 * Tells the door which of the console's cookies stand for somebody who gave a right
 * password, before any servlet is asked.
 */
@FunctionalInterface
public interface AdministratorSessions {

	/** Whether a session of that id is there. */
	boolean isOpen(String id);

}
