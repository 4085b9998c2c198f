package fr.passerelle.gateway.api;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A delegation as the program uses it: every address complete.
 *
 * @param id its id
 * @param label the name visitors choose by
 * @param active whether it is offered
 * @param ent the catalogue's entry
 * @param loginUrl where the browser is sent
 * @param validationUrl where tickets are validated
 * @param logoutUrl where the ENT's session ends
 * @param validation the dialect
 * @param renew whether the password is asked for at every login
 * @param recognition how people are recognised, in order
 * @param espaces the Espaces that it leads into, those of an inactive one too
 * @param register the address to register at the ENT
 */
record DelegationView(String id, String label, boolean active, @Nullable String ent, URI loginUrl, URI validationUrl,
		URI logoutUrl, Validation validation, boolean renew, List<Recognition> recognition, List<String> espaces,
		String register) {

	static DelegationView of(Establishment establishment, Matrix matrix, Delegation delegation) {
		return new DelegationView(delegation.id(), delegation.label(), delegation.active(), delegation.ent(),
				delegation.cas().loginUrl(), delegation.cas().validationUrl(), delegation.cas().logoutUrl(),
				delegation.cas().validation(), delegation.cas().renew(), delegation.recognition(),
				Arrays.stream(EspaceKey.values())
					.filter((key) -> matrix.row(key).delegations().contains(delegation.id()))
					.map(EspaceKey::key)
					.toList(),
				establishment.registrationPattern());
	}

}
