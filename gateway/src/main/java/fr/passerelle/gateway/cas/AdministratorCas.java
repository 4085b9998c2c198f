package fr.passerelle.gateway.cas;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.login.AdministratorProtocol;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.settings.PasserelleSettings;

/**
 * CAS behind the port of administrators.
 */
final class AdministratorCas implements AdministratorProtocol {

	private final CasProtocol protocol;

	AdministratorCas(EntClients clients, PasserelleSettings.Ent bounds, Clock clock) {
		this.protocol = new CasProtocol(clients, bounds, clock, (observation) -> {
		});
	}

	@Override
	public URI login(Delegation server, String service) {
		return CasProtocol.begin(Cas.of(server), service, Map.of());
	}

	@Override
	public CompletionStage<DelegationOutcome> validate(Delegation server, String service, ServiceTicket ticket) {
		return this.protocol.complete(server, service, ticket);
	}

	@Override
	public URI logout(Delegation server, String service) {
		return CasProtocol.logout(Cas.of(server), service);
	}

	@Override
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		return this.protocol.readLogout(contentType, body);
	}

}
