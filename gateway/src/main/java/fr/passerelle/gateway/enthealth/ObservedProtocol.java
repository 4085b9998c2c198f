package fr.passerelle.gateway.enthealth;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationProtocol;
import fr.passerelle.gateway.login.ServiceTicket;

/**
 * The protocol, watched: what every login's validation showed of the ENT is taken up on
 * its way back. Changes nothing of it.
 */
final class ObservedProtocol implements DelegationProtocol {

	private final DelegationProtocol protocol;

	private final EntStates states;

	private final Clock clock;

	ObservedProtocol(DelegationProtocol protocol, EntStates states, Clock clock) {
		this.protocol = protocol;
		this.states = states;
		this.clock = clock;
	}

	@Override
	public URI begin(Delegation delegation, String service, Map<String, String> parameters) {
		return this.protocol.begin(delegation, service, parameters);
	}

	@Override
	public CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket) {
		long begun = this.clock.millis();
		CompletionStage<DelegationOutcome> outcome = this.protocol.complete(delegation, service, ticket);
		boolean asked = ServiceTicket.isWellFormed(ticket.value(), delegation.cas().validation() == Validation.SAML1);
		// A crafted ticket is refused here, and says nothing of the ENT.
		return asked ? outcome.whenComplete((result, failure) -> {
			if (result != null) {
				this.states.record(delegation, result, Duration.ofMillis(this.clock.millis() - begun));
			}
		}) : outcome;
	}

	@Override
	public URI logout(Delegation delegation, String service) {
		return this.protocol.logout(delegation, service);
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		return this.protocol.readLogout(contentType, body);
	}

}
