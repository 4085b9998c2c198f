package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

import fr.passerelle.entcatalog.CatalogViolation;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.entcatalog.InvalidCatalogException;
import fr.passerelle.gateway.document.DocumentReader;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
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
	VersionStore versionStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
		return new VersionStore(jdbc, new TransactionTemplate(transactions));
	}

	@Bean
	PlatformEduConnect platformEduConnect(PasserelleSettings settings) {
		return PlatformEntry.of(settings.educonnect());
	}

	@Bean
	DocumentReader documentReader(PasserelleSettings settings, PlatformEduConnect platform) {
		return new DocumentReader(settings.basePath(), platform);
	}

	@Bean
	Objections objections(ConsoleHosts consoleHosts, PlatformEduConnect platform, Destinations destinations) {
		return new Objections(consoleHosts::has, consoleHosts::isNamed, platform, destinations);
	}

	@Bean
	VersionFollower versionFollower(VersionStore store, LiveDirectory directory, EntCatalog catalog,
			DocumentReader reader) {
		return new VersionFollower(store, directory, catalog, reader);
	}

	/** Filled before the import and before the first request. */
	@Bean
	Establishments establishments(PasserelleSettings settings, VersionStore store, LiveDirectory directory,
			VersionFollower follower, EntCatalog catalog, DocumentReader reader, Objections objections,
			ObjectProvider<Clock> clock, ApplicationEventPublisher events) {
		Drafts drafts = new Drafts(catalog, reader, directory, objections, clock.getIfAvailable(Clock::systemUTC));
		Establishments establishments = new Establishments(store, directory, drafts, events::publishEvent);
		follower.refresh();
		Path toImport = settings.importPath();
		if (toImport != null) {
			new ConfigurationImport(establishments.firstDocuments()).load(toImport);
		}
		return establishments;
	}

	@Bean
	History history(VersionStore store) {
		return new History(store);
	}

	@Bean
	StoreReplacement storeReplacement(DocumentReader reader, JdbcClient jdbc, EntCatalog catalog, Objections objections,
			VersionFollower follower, ApplicationEventPublisher events, ObjectProvider<Clock> clock) {
		return new StoreReplacement((copy) -> new RestoredVersions(jdbc, copy, catalog, reader, objections), follower,
				events::publishEvent, clock.getIfAvailable(Clock::systemUTC));
	}

	/** Filled before the first request. */
	@Bean
	EstablishmentList establishmentList(JdbcClient jdbc, PlatformTransactionManager transactions) {
		EstablishmentList list = new EstablishmentList(jdbc, new TransactionTemplate(transactions));
		list.fill();
		return list;
	}

	/** Only a database with an address can be shared with other nodes. */
	@Bean
	@ConditionalOnProperty("spring.datasource.url")
	FixedDelayTask otherNodes(VersionFollower follower) {
		return new FixedDelayTask(follower::refresh, EVERY, EVERY);
	}

	@Bean
	FixedDelayTask reopening(Establishments establishments, VersionFollower follower, ObjectProvider<Clock> clock) {
		Reopening reopening = new Reopening(establishments, follower, clock.getIfAvailable(Clock::systemUTC));
		return new FixedDelayTask(reopening::tick, EVERY, EVERY);
	}

}
