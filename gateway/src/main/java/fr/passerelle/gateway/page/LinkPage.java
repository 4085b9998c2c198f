package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The form by which somebody whom an ENT vouches for says, once, which of the school's
 * accounts is theirs.
 *
 * @param establishment the school's name
 * @param espace what it leads to
 * @param entLabel the ENT
 * @param name who signed in there
 * @param token what ties the form to this browser and this login
 * @param username what was typed before; never the password
 * @param error what was wrong with the last try
 * @param reference the error's reference
 * @param optional whether who has no such account may go on
 * @param entLogoutHref where somebody else than this leaves the ENT
 * @param homeHref Page commune
 */
public record LinkPage(String establishment, EspaceKey espace, String entLabel, String name, String token,
		@Nullable String username, @Nullable ErrorCode error, @Nullable String reference, boolean optional,
		String entLogoutHref, String homeHref) {

	@Override
	public String toString() {
		return "LinkPage[" + this.espace.key() + "]";
	}

}
