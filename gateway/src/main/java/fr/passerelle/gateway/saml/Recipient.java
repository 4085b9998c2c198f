package fr.passerelle.gateway.saml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Saml;
import org.jspecify.annotations.Nullable;

/**
 * Whom a logout message came to, with the delegations whose providers it may be of:
 * inactive ones too.
 *
 * @param us the service provider that has the address
 * @param establishment whose address it is; null where it is the platform's
 * @param members the delegations
 */
record Recipient(ServiceProvider us, @Nullable Establishment establishment, List<Member> members) {

	Recipient {
		members = List.copyOf(members);
	}

	/** An establishment, with the delegations for which it is a provider by itself. */
	static Recipient of(Establishment establishment) {
		return new Recipient(ServiceProvider.of(establishment), establishment, members(establishment, false));
	}

	/** The platform, with the delegations of all establishments that are by it. */
	static Recipient of(ServiceProvider platform, Collection<Establishment> establishments) {
		List<Member> members = new ArrayList<>();
		establishments.forEach((establishment) -> members.addAll(members(establishment, true)));
		return new Recipient(platform, null, members);
	}

	private static List<Member> members(Establishment establishment, boolean byPlatform) {
		List<Member> members = new ArrayList<>();
		for (Delegation delegation : establishment.delegations()) {
			if (delegation.signOn() instanceof Saml saml && PlatformEduConnect.leads(delegation) == byPlatform) {
				members.add(new Member(establishment, delegation, saml));
			}
		}
		return members;
	}

	/**
	 * A delegation by which people sign on.
	 *
	 * @param establishment that has it
	 * @param delegation the delegation
	 * @param saml its settings
	 */
	record Member(Establishment establishment, Delegation delegation, Saml saml) {
	}

}
