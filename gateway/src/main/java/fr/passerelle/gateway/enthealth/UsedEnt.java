package fr.passerelle.gateway.enthealth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;

/**
 * An ENT that establishments use.
 *
 * @param key which one
 * @param delegation one of those that lead to it
 * @param service an address for which that one's tickets are
 * @param establishments how many use it
 */
public record UsedEnt(EntKey key, Delegation delegation, String service, int establishments) {

	/**
	 * All ENTs to which an active delegation of some Espace leads.
	 */
	static Collection<UsedEnt> of(Collection<Establishment> establishments) {
		Map<EntKey, UsedEnt> used = new LinkedHashMap<>();
		for (Establishment establishment : establishments) {
			Set<EntKey> own = new HashSet<>();
			for (Delegation delegation : delegations(establishment)) {
				EntKey key = EntKey.of(delegation.signOn());
				if (own.add(key)) {
					used.merge(key, new UsedEnt(key, delegation, service(establishment, delegation), 1), UsedEnt::and);
				}
			}
		}
		return used.values();
	}

	/**
	 * An address at which a delegation's people arrive, so that the ENT knows it.
	 */
	public static String service(Establishment establishment, Delegation delegation) {
		EspaceKey espace = establishment.espaces()
			.values()
			.stream()
			.filter((one) -> one.delegation(delegation.id()).isPresent())
			.map(Espace::key)
			.findFirst()
			.orElse(EspaceKey.COMMUNE);
		return establishment.page(espace);
	}

	private static List<Delegation> delegations(Establishment establishment) {
		List<Delegation> delegations = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (Espace espace : establishment.espaces().values()) {
			for (Delegation delegation : espace.delegations()) {
				if (delegation.active() && ids.add(delegation.id())) {
					delegations.add(delegation);
				}
			}
		}
		return delegations;
	}

	private UsedEnt and(UsedEnt other) {
		return new UsedEnt(this.key, this.delegation, this.service, this.establishments + other.establishments);
	}

}
