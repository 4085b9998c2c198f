package fr.passerelle.gateway.access;

import fr.passerelle.gateway.directlogin.Suspensions;

/**
 * Addresses that guess an administrator's password, counted apart from those that guess
 * visitors': a school often comes from one address, and a pupil who guesses must not lock
 * out the administrator who would release it.
 *
 * @param counts by the same rules as the form's
 */
public record AdministratorSuspensions(Suspensions counts) {
}
