package fr.passerelle.gateway.login;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;

/**
 * All sign-on protocols of the program; each delegation says which one is its own.
 */
public final class SignOnProtocols {

	private final Map<Protocol, DelegationProtocol> byName = new EnumMap<>(Protocol.class);

	/** Of these implementations, one for each protocol. */
	public SignOnProtocols(List<? extends DelegationProtocol> protocols) {
		protocols.forEach((protocol) -> this.byName.put(protocol.protocol(), protocol));
	}

	/** The protocol of a delegation. */
	public DelegationProtocol of(Delegation delegation) {
		return of(delegation.signOn().protocol());
	}

	/** The implementation of a protocol. */
	public DelegationProtocol of(Protocol name) {
		DelegationProtocol protocol = this.byName.get(name);
		if (protocol == null) {
			throw new IllegalStateException("no implementation of " + name);
		}
		return protocol;
	}

	/** The protocol that comes back to a path. */
	Optional<ReturningProtocol> returningTo(String path) {
		return this.byName.values()
			.stream()
			.filter(ReturningProtocol.class::isInstance)
			.map(ReturningProtocol.class::cast)
			.filter((protocol) -> protocol.returnPath().equals(path))
			.findFirst();
	}

	/**
	 * Reads a back-channel logout message of any protocol.
	 * @see DelegationProtocol#readLogout
	 */
	public List<ServiceTicket> readLogout(String contentType, byte[] body) {
		for (DelegationProtocol protocol : this.byName.values()) {
			List<ServiceTicket> tickets = protocol.readLogout(contentType, body);
			if (!tickets.isEmpty()) {
				return tickets;
			}
		}
		return List.of();
	}

}
