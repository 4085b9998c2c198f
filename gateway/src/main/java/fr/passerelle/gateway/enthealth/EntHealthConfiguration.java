package fr.passerelle.gateway.enthealth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.login.SignOnProtocols;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.version.EstablishmentChanged;
import fr.passerelle.gateway.version.Establishments;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

/**
 * Makes the states of the ENTs and starts the probes.
 */
@Configuration(proxyBeanMethods = false)
class EntHealthConfiguration {

	private static final Duration EVERY = Duration.ofSeconds(1);

	@Bean
	EntStates entStates(PasserelleSettings settings, Clock clock) {
		return new EntStates(settings.probe(), clock);
	}

	@Bean
	EntTrusts entTrusts(List<EntTrust> trusts, List<EntKeys> keys) {
		return new EntTrusts(trusts, keys);
	}

	/**
	 * The establishments are asked for late, since what is imported at the start is
	 * announced while they are being made.
	 */
	@Bean
	Probes probes(EntStates states, SignOnProtocols protocols, EntTrusts trusts, EntReach reach,
			ObjectProvider<Establishments> establishments, PasserelleSettings settings, Clock clock) {
		return new Probes(states, protocols.of(Protocol.CAS), new ProviderProbe(trusts, reach, clock),
				() -> establishments.getObject().all(), settings.probe(), clock, new SecureRandom());
	}

	@Bean
	FixedDelayTask probing(Probes probes) {
		return new FixedDelayTask(probes::turn, EVERY, EVERY);
	}

	/** Leans on nothing that needs establishments: their import at the start tells it. */
	@Bean
	ApplicationListener<PayloadApplicationEvent<EstablishmentChanged>> entsInUse(EntStates states) {
		return (event) -> states.lookAgain();
	}

	@Bean
	MeterBinder entMeters(EntStates states, Probes probes) {
		return (meters) -> {
			for (EntState state : EntState.values()) {
				Gauge.builder("passerelle.ents", states, (all) -> all.count(state))
					.tag("state", state.name())
					.description("ENTs in use, by their state as this node sees it")
					.register(meters);
			}
			FunctionCounter.builder("passerelle.ent.probes", probes, Probes::answered)
				.tag("outcome", "answered")
				.description("probes of ENTs")
				.register(meters);
			FunctionCounter.builder("passerelle.ent.probes", probes, Probes::failed)
				.tag("outcome", "failed")
				.description("probes of ENTs")
				.register(meters);
		};
	}

}
