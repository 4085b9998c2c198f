package fr.passerelle.gateway.suspension;

/**
 * Addresses that guess an administrator's password, counted apart from those that guess
 * visitors': a school often comes from one address, and a pupil who guesses must not lock
 * out the administrator who would release it.
 *
 * @param counts by the same thresholds as the form's
 */
public record AdministratorSuspensions(Suspensions counts) {
}
