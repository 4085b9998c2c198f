package fr.passerelle.gateway.federation;

import java.time.Duration;

import fr.passerelle.gateway.settings.HeapShare;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

/** What all protocols of signed XML share. */
@Configuration(proxyBeanMethods = false)
class FederationConfiguration {

	/** Half of the processors, so that visitors who are inside have the other. */
	@Bean
	MessageThreads messageThreads() {
		return new MessageThreads("federation", Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
				HeapShare.WAITING_PROOFS.bytes());
	}

	/** The library takes a second to be ready, which no visitor has to wait for. */
	@Bean
	FixedDelayTask decryptionWarmUp() {
		return new FixedDelayTask(Decryption::warmUp, Duration.ofDays(1), Duration.ofSeconds(1));
	}

}
