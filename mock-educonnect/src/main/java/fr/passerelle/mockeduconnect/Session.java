package fr.passerelle.mockeduconnect;

import java.time.Instant;

/**
 * A browser's session at EduConnect.
 *
 * @param account who signed in
 * @param since when
 * @param nameId the name that services are told, another one for each session
 * @param index the session's index
 */
record Session(Account account, Instant since, String nameId, String index) {

	static Session of(Account account, Instant now) {
		return new Session(account, now, Texts.id(), Texts.id());
	}

}
