package fr.passerelle.gateway.login;

import fr.passerelle.gateway.establishment.Establishment;
import org.jspecify.annotations.Nullable;

/** Where people arrive who left an ENT to come back with another account. */
public interface Comebacks {

	/**
	 * The page that a person comes back to.
	 * @param name the handle of a {@link LogoutStart}, as the ENT gives it back
	 * @return null where the name is none of this establishment's
	 */
	@Nullable String page(String name, Establishment establishment);

}
