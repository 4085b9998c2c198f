package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

import fr.passerelle.entcatalog.CatalogViolation;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.entcatalog.InvalidCatalogException;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wires the control plane; the directory is full before the first request.
 */
@Configuration(proxyBeanMethods = false)
class VersionConfiguration {

	private static final Duration EVERY = Duration.ofSeconds(1);

	@Bean
	EntCatalog entCatalog(PasserelleSettings settings) {
		Path path = settings.cataloguePath();
		if (path == null) {
			return EntCatalog.bundled();
		}
		try {
			return EntCatalog.read(path);
		}
		catch (InvalidCatalogException ex) {
			throw new StartRefusedException(ex.violations()
				.stream()
				.map(CatalogViolation::toString)
				.map((fault) -> "passerelle.catalogue: " + fault)
				.collect(Collectors.joining(System.lineSeparator())));
		}
	}

	@Bean
	ConsoleHosts consoleHosts(PasserelleSettings settings, JdbcClient jdbc, ObjectProvider<Clock> clock) {
		return new ConsoleHosts(settings.console(), jdbc, clock.getIfAvailable(Clock::systemUTC));
	}

	@Bean
	LiveDirectory establishmentDirectory() {
		return new LiveDirectory();
	}

	@Bean
	Establishments establishments(PasserelleSettings settings, JdbcClient jdbc, PlatformTransactionManager transactions,
			LiveDirectory directory, EntCatalog catalog, ObjectProvider<Clock> clock, ApplicationEventPublisher events,
			ConsoleHosts consoleHosts, Destinations destinations) {
		Establishments establishments = new Establishments(
				new VersionStore(jdbc, new TransactionTemplate(transactions)), directory, catalog, settings.basePath(),
				clock.getIfAvailable(Clock::systemUTC), events::publishEvent,
				new Objections(consoleHosts::has, consoleHosts::isNamed, destinations));
		establishments.refresh();
		Path toImport = settings.importPath();
		if (toImport != null) {
			new ConfigurationImport(establishments).load(toImport);
		}
		return establishments;
	}

	/** Filled before anyone can ask. */
	@Bean
	EstablishmentList establishmentList(JdbcClient jdbc, PlatformTransactionManager transactions) {
		EstablishmentList list = new EstablishmentList(jdbc, new TransactionTemplate(transactions));
		list.fill();
		return list;
	}

	/** Other nodes change only a database that they may share. */
	@Bean
	@ConditionalOnProperty("spring.datasource.url")
	FixedDelayTask otherNodes(Establishments establishments) {
		return new FixedDelayTask(establishments::refresh, EVERY, EVERY);
	}

	@Bean
	FixedDelayTask reopening(Establishments establishments, ObjectProvider<Clock> clock) {
		Reopening reopening = new Reopening(establishments, clock.getIfAvailable(Clock::systemUTC));
		return new FixedDelayTask(reopening::tick, EVERY, EVERY);
	}

}
