package fr.passerelle.gateway.store;

import java.sql.SQLException;

/**
 * The files of the store were taken away, or others put in their place, under the running
 * program: what it would write now would be lost.
 */
final class StoreGoneException extends SQLException {

	private static final long serialVersionUID = 1L;

	StoreGoneException() {
		super("the files of the store are no longer those that were opened");
	}

}
