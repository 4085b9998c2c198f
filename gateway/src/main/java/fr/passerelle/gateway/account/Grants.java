package fr.passerelle.gateway.account;

import java.security.Principal;

/**
 * Says what someone who has signed in may do at this moment; asked at every request, so
 * that a right that is taken away is gone at once.
 */
@FunctionalInterface
public interface Grants {

	/**
	 * The grant of an administrator or a token.
	 * @param who as the security chain recognised them
	 * @return the grant; {@link Grant#NONE} for whoever is no administrator any more
	 */
	Grant of(Principal who);

}
