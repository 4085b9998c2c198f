package fr.passerelle.gateway.people;

import fr.passerelle.gateway.version.EstablishmentChanged;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Forgets an establishment's people with it: data that is no longer needed is not kept
 * (GDPR), and a new establishment of the same code does not begin with them.
 */
final class DeletedEstablishmentListener implements ApplicationListener<PayloadApplicationEvent<EstablishmentChanged>> {

	private final People people;

	DeletedEstablishmentListener(People people) {
		this.people = people;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<EstablishmentChanged> event) {
		EstablishmentChanged change = event.getPayload();
		if (change.kind() == EstablishmentChanged.Kind.DELETED) {
			this.people.forget(change.uai());
		}
	}

}
