package fr.passerelle.gateway.enthealth;

import java.time.Duration;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.login.DelegationOutcome;

/**
 * What one call, of a login or of a probe, showed of an ENT.
 *
 * @param delegation leads to the ENT that was asked
 * @param outcome what came of it; a refused ticket is an answer too
 * @param took how long it took
 */
public record Observation(Delegation delegation, DelegationOutcome outcome, Duration took) {
}
