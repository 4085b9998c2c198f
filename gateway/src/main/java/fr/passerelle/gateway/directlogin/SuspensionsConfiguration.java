package fr.passerelle.gateway.directlogin;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.web.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SuspensionsConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SuspensionsConfiguration.class);

	@Bean
	Suspensions suspensions(PasserelleSettings settings, Clock clock, AuditTrail audit) {
		return new Suspensions(settings.directLogin(), clock, (suspension) -> {
			audit.record(AuditEntry.of(suspension.since(), AuditType.ADDRESS_SUSPENDED)
				.withAddress(suspension.range())
				.withDetail("until " + suspension.until()));
			warnOfOwnProxy(suspension);
		});
	}

	/** Every visitor seems to come from a proxy that is not declared. */
	private static void warnOfOwnProxy(Suspension suspension) {
		if (IpAddress.parse(suspension.address()).filter(IpAddress::isLocal).isPresent()) {
			logger.warn("Suspended {}, a local address: if it is a proxy, name it in passerelle.trusted-proxies",
					suspension.range());
		}
	}

}
