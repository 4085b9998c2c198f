package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The form on which a person for whom an ENT vouches names their account at the school,
 * once.
 *
 * @param establishment the school's name
 * @param espace the Espace that follows
 * @param entLabel the ENT
 * @param name the person who signed in at the ENT
 * @param token ties the form to this browser and this login
 * @param username what was typed before; never the password
 * @param error what was wrong with the last try
 * @param reference the error's reference
 * @param optional whether a person without such an account may go on
 * @param entLogoutHref where another person ends this one's session at the ENT; null
 * where no link leads there
 * @param homeHref Page commune
 */
public record LinkPage(String establishment, EspaceKey espace, String entLabel, String name, String token,
		@Nullable String username, @Nullable ErrorCode error, @Nullable String reference, boolean optional,
		@Nullable String entLogoutHref, String homeHref) {

	@Override
	public String toString() {
		return "LinkPage[" + this.espace.key() + "]";
	}

}
