package fr.passerelle.gateway.audit;

import java.util.Locale;

import fr.passerelle.gateway.establishment.EstablishmentChanged;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Notes who changed an establishment's configuration. An {@code ApplicationListener},
 * since an annotated method would not yet hear of what is imported at the start.
 */
final class ConfigurationChangeListener implements ApplicationListener<PayloadApplicationEvent<EstablishmentChanged>> {

	private final AuditTrail trail;

	ConfigurationChangeListener(AuditTrail trail) {
		this.trail = trail;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<EstablishmentChanged> event) {
		EstablishmentChanged change = event.getPayload();
		String done = change.kind().name().toLowerCase(Locale.ROOT) + ", version " + change.version();
		this.trail.record(AuditEntry.of(change.at(), AuditType.CONFIGURATION_CHANGED)
			.withUai(change.uai())
			.withPerson(change.author())
			.withDetail((change.comment() != null) ? done + ": " + change.comment() : done));
	}

}
