package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

import fr.passerelle.entcatalog.CatalogViolation;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.entcatalog.InvalidCatalogException;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.periodic.Periodic;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wires the control plane; the directory is full before the first request.
 */
@Configuration(proxyBeanMethods = false)
class VersionConfiguration {

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

	/** Only a database that other nodes may share changes by other hands. */
	@Bean(destroyMethod = "close")
	@ConditionalOnProperty("spring.datasource.url")
	Periodic otherNodes(Establishments establishments) {
		return Periodic.every(Duration.ofSeconds(1), "other-nodes", establishments::refresh);
	}

	@Bean(destroyMethod = "close")
	Periodic reopening(Establishments establishments, ObjectProvider<Clock> clock) {
		Reopening reopening = new Reopening(establishments, clock.getIfAvailable(Clock::systemUTC));
		return Periodic.every(Duration.ofSeconds(1), "reopening", reopening::tick);
	}

}
