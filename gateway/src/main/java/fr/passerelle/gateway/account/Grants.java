package fr.passerelle.gateway.account;

import java.security.Principal;

/**
 * Says what an administrator who has signed in may do now. Every request asks, so a right
 * that is taken away is gone immediately.
 */
@FunctionalInterface
public interface Grants {

	/**
	 * The grant of an administrator or a token.
	 * @param who as the security chain recognised them
	 * @return the grant; {@link Grant#NONE} for a former administrator
	 */
	Grant of(Principal who);

}
