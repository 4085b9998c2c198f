package fr.passerelle.gateway.store;

import java.io.IOException;

import javax.sql.DataSource;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The embedded database, unless {@code spring.datasource.url} names another; then Spring
 * Boot's own settings apply, its bounded pool included.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	DataDirectory dataDirectory(PasserelleSettings settings) {
		return DataDirectory.take(settings.dataDir());
	}

	@Bean
	StoreWatch storeWatch(HeldFiles files) {
		return new StoreWatch(files);
	}

	@Bean
	FixedDelayTask storeWatching(StoreWatch watch) {
		return new FixedDelayTask(watch::look, StoreWatch.EVERY, StoreWatch.EVERY);
	}

	/**
	 * The files that the program cannot work without: the lock, and the embedded
	 * database.
	 */
	@Bean
	HeldFiles heldFiles(DataDirectory directory) throws IOException {
		HeldFiles files = new HeldFiles();
		files.hold(directory.lockFile());
		return files;
	}

	@Bean
	StoreStart storeStart(DataDirectory directory, Environment environment) {
		return new StoreStart(environment.getProperty("spring.datasource.url"),
				directory.path().resolve(EmbeddedDatabase.FILE));
	}

	@Bean
	@Conditional(FlywaySettings.None.class)
	OpenedStore openedStore(StoreStart start, DataSource store) {
		return start.open(store);
	}

	/**
	 * What speaks SQL uses this bean, and so comes after the tables. Flyway's initializer
	 * makes them where it has settings of its own.
	 */
	@Bean
	JdbcTemplate jdbcTemplate(DataSource store, ObjectProvider<OpenedStore> opened,
			ObjectProvider<FlywayMigrationInitializer> flyway) {
		if (opened.getIfAvailable() == null) {
			flyway.getIfAvailable();
		}
		return new JdbcTemplate(store);
	}

	@Bean
	JdbcClient jdbcClient(JdbcTemplate jdbc) {
		return JdbcClient.create(jdbc);
	}

	@Bean
	PlatformTransactionManager transactionManager(DataSource store) {
		return new JdbcTransactionManager(store);
	}

	@Bean
	TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
		return new TransactionTemplate(transactions);
	}

	/** Puts the guard around any database, embedded or not. */
	@Bean
	static BeanPostProcessor guardedStore(ObjectProvider<StoreWatch> watch) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof DataSource store && !(bean instanceof GuardedDataSource)) {
					watch.getObject().watch(store);
					return new GuardedDataSource(store, watch.getObject());
				}
				return bean;
			}

		};
	}

	/** In place of Spring Boot's own, which would wait for a connection. */
	@Bean
	HealthIndicator dbHealthIndicator(StoreWatch watch) {
		return () -> (watch.isHere() ? Health.up() : Health.down()).build();
	}

	/**
	 * Part of the readiness: a program whose files were taken away can keep nothing until
	 * it is started again.
	 */
	@Bean
	HealthIndicator dataDirectoryHealthIndicator(StoreWatch watch) {
		return () -> (watch.isGone() ? Health.down() : Health.up()).build();
	}

	@Bean
	@Conditional(NoOtherDatabase.class)
	DataSource embeddedDatabase(DataDirectory directory, HeldFiles files) throws IOException {
		DataSource database = EmbeddedDatabase.open(directory);
		files.hold(directory.path().resolve(EmbeddedDatabase.FILE));
		return database;
	}

	/**
	 * The web server would make a folder for its documents, which it does not have, in
	 * the machine's /tmp.
	 */
	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> webFolder(DataDirectory directory) {
		return (factory) -> factory.getSettings().setDocumentRoot(directory.folder("tmp/web").toFile());
	}

	static final class NoOtherDatabase extends NoneNestedConditions {

		NoOtherDatabase() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("spring.datasource.url")
		static final class OtherDatabase {

		}

	}

}
