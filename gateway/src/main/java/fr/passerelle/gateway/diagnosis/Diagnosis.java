package fr.passerelle.gateway.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;

/**
 * The result of trying an ENT from this server.
 *
 * @param establishment for whom
 * @param delegation which way in; it need not be saved
 * @param at when it began
 * @param took how long it took
 * @param service the address that the made-up ticket was validated for
 * @param steps what was tried, in order
 */
public record Diagnosis(Establishment establishment, Delegation delegation, Instant at, Duration took, String service,
		List<Step> steps) {

	public Diagnosis {
		steps = List.copyOf(steps);
	}

	/** The worst status of all steps. */
	public Step.Status status() {
		return this.steps.stream()
			.map(Step::status)
			.filter((status) -> status != Step.Status.SKIPPED)
			.max(Step.Status::compareTo)
			.orElse(Step.Status.OK);
	}

	/** The address to register at the ENT ("URL à communiquer au socle ENT"). */
	public String register() {
		return this.delegation.signOn().register(this.establishment);
	}

}
