package fr.passerelle.gateway.page;

import java.util.List;

/**
 * The page after the end of a session.
 *
 * @param establishment the school's name
 * @param again ways back in
 * @param remains whether the session at the ENT may still be open
 * @param homeHref Page commune
 */
public record LoggedOutPage(String establishment, List<EspaceLink> again, boolean remains, String homeHref) {

	public LoggedOutPage {
		again = List.copyOf(again);
	}

}
