package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

import fr.passerelle.entcatalog.CatalogViolation;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.entcatalog.InvalidCatalogException;
import fr.passerelle.gateway.document.DocumentReader;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
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
	Objections objections(ConsoleHosts consoleHosts, Destinations destinations) {
		return new Objections(consoleHosts::has, consoleHosts::isNamed, destinations);
	}

	@Bean
	VersionFollower versionFollower(VersionStore store, LiveDirectory directory, EntCatalog catalog,
			PasserelleSettings settings) {
		return new VersionFollower(store, directory, catalog, settings.basePath());
	}

	/**
	 * Fills the directory that the front door reads, which is why it is made in the first
	 * half of the start although the door does not use it.
	 */
	@Bean
	@Lazy(false)
	Establishments establishments(PasserelleSettings settings, VersionStore store, LiveDirectory directory,
			VersionFollower follower, EntCatalog catalog, Objections objections, ObjectProvider<Clock> clock,
			ApplicationEventPublisher events) {
		Drafts drafts = new Drafts(catalog, new DocumentReader(settings.basePath()), directory, objections,
				clock.getIfAvailable(Clock::systemUTC));
		Establishments establishments = new Establishments(store, directory, drafts, events::publishEvent);
		follower.refresh();
		Path toImport = settings.importPath();
		if (toImport != null) {
			new ConfigurationImport(establishments).load(toImport);
		}
		return establishments;
	}

	@Bean
	History history(VersionStore store) {
		return new History(store);
	}

	@Bean
	StoreReplacement storeReplacement(PasserelleSettings settings, JdbcClient jdbc, EntCatalog catalog,
			Objections objections, VersionFollower follower, ApplicationEventPublisher events,
			ObjectProvider<Clock> clock) {
		return new StoreReplacement(
				(copy) -> new RestoredVersions(jdbc, copy, catalog, settings.basePath(), objections), follower,
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
