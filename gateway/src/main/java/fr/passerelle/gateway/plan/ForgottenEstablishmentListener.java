package fr.passerelle.gateway.plan;

import fr.passerelle.gateway.version.EstablishmentChanged;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Forgets an establishment's plans with it: a new establishment of the same code does not
 * begin with them. Uses only the table: the import at the start publishes events before
 * there are beans that read establishments.
 */
final class ForgottenEstablishmentListener
		implements ApplicationListener<PayloadApplicationEvent<EstablishmentChanged>> {

	private final PlanTable plans;

	ForgottenEstablishmentListener(PlanTable plans) {
		this.plans = plans;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<EstablishmentChanged> event) {
		EstablishmentChanged change = event.getPayload();
		if (change.kind() == EstablishmentChanged.Kind.DELETED) {
			this.plans.forget(change.uai());
		}
	}

}
