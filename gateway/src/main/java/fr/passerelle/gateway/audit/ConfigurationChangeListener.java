package fr.passerelle.gateway.audit;

import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.version.EstablishmentChanged;
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
			.withAddress(change.address())
			.withDetail((change.comment() != null) ? done + ": " + change.comment() : done)
			.withChanges(changes(change.differences())));
	}

	private static List<AuditChange> changes(Differences differences) {
		return differences.list()
			.stream()
			.limit(AuditEntry.MAX_CHANGES)
			.map((one) -> new AuditChange(one.path(), one.before(), one.after()))
			.toList();
	}

}
