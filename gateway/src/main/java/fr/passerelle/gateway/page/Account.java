package fr.passerelle.gateway.page;

import java.util.Locale;

/** The kinds of account that families mix up. */
public enum Account {

	/** A pupil's. */
	PUPIL,

	/** That of a person who is responsible for a pupil. */
	GUARDIAN;

	/** Its part of the message keys. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
