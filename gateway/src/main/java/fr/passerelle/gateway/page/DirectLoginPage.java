package fr.passerelle.gateway.page;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The form for the school's own accounts.
 *
 * @param establishment the school's name
 * @param espace the Espace that it opens
 * @param token ties the form to this browser
 * @param username what was typed before; never the password
 * @param error what was wrong with the last try
 * @param reference the error's reference
 * @param entHref the way back to the ENT's login, where there is one
 * @param homeHref Page commune
 */
public record DirectLoginPage(String establishment, EspaceKey espace, String token, @Nullable String username,
		@Nullable ErrorCode error, @Nullable String reference, @Nullable String entHref, String homeHref) {

	@Override
	public String toString() {
		return "DirectLoginPage[" + this.espace.key() + "]";
	}

}
