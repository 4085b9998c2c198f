package fr.passerelle.gateway.enthealth;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import org.jspecify.annotations.Nullable;

/** What is known of providers, by the protocol of their delegations. */
public final class EntTrusts {

	private final Map<Protocol, EntTrust> byProtocol = new EnumMap<>(Protocol.class);

	/** Of these implementations, one for each protocol that needs one. */
	public EntTrusts(List<? extends EntTrust> trusts) {
		trusts.forEach((trust) -> this.byProtocol.put(trust.protocol(), trust));
	}

	/** The one for a delegation; null where its protocol needs to know nothing. */
	public @Nullable EntTrust of(Delegation delegation) {
		return this.byProtocol.get(delegation.signOn().protocol());
	}

}
