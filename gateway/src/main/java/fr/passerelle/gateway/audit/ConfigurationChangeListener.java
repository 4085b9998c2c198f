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
		EstablishmentChanged changed = event.getPayload();
		String done = changed.kind().name().toLowerCase(Locale.ROOT) + ", version " + changed.version();
		String comment = changed.change().comment();
		this.trail.record(AuditEntry.of(changed.at(), AuditType.CONFIGURATION_CHANGED)
			.withUai(changed.uai())
			.by(changed.change().actor())
			.withDetail((comment != null) ? done + ": " + comment : done)
			.withChanges(changes(changed.differences())));
	}

	private static List<AuditChange> changes(Differences differences) {
		return differences.list()
			.stream()
			.limit(AuditEntry.MAX_CHANGES)
			.map((one) -> new AuditChange(one.path(), one.before(), one.after()))
			.toList();
	}

}
