package fr.passerelle.gateway.suspension;

import java.time.Clock;
import java.util.List;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SuspensionsConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SuspensionsConfiguration.class);

	@Bean
	Suspensions suspensions(PasserelleSettings settings, RulesInEffect rules, Clock clock, AuditTrail audit) {
		return new Suspensions(rules, settings.directLogin().maxAddresses(), Suspension.Cause.VISITOR_PASSWORDS, clock,
				(suspension) -> {
					record(audit, suspension);
					warnOfOwnProxy(suspension);
				});
	}

	/** Trusts no network: no school class signs in as an administrator. */
	@Bean
	AdministratorSuspensions administratorSuspensions(PasserelleSettings settings, RulesInEffect rules, Clock clock,
			AuditTrail audit) {
		return new AdministratorSuspensions(
				new Suspensions(() -> rules.get().trustingNobody(), settings.directLogin().maxAddresses(),
						Suspension.Cause.ADMINISTRATOR_PASSWORDS, clock, (suspension) -> record(audit, suspension)));
	}

	@Bean
	SuspendedAddresses suspendedAddresses(Suspensions visitors, AdministratorSuspensions administrators,
			AuditTrail audit, Clock clock) {
		return new SuspendedAddresses(List.of(visitors, administrators.counts()), audit, clock);
	}

	private static void record(AuditTrail audit, Suspension suspension) {
		AuditEntry entry = AuditEntry.of(suspension.since(), AuditType.ADDRESS_SUSPENDED)
			.withAddress(suspension.range())
			.withCode(suspension.cause().name())
			.withDetail("until " + suspension.until());
		audit.record((suspension.uai() != null) ? entry.withUai(suspension.uai()) : entry);
	}

	/** Every visitor seems to come from a proxy that is not declared. */
	private static void warnOfOwnProxy(Suspension suspension) {
		if (suspension.isLocal()) {
			logger.warn("Suspended {}, a local address: if it is a proxy, name it in passerelle.trusted-proxies",
					suspension.range());
		}
	}

}
