package fr.passerelle.gateway.store;

import javax.sql.DataSource;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The embedded database, unless {@code spring.datasource.url} names another; then Spring
 * Boot's own settings hold, its bounded pool included.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	DataDirectory dataDirectory(PasserelleSettings settings) {
		return DataDirectory.take(settings.dataDir());
	}

	@Bean
	@Conditional(NoOtherDatabase.class)
	DataSource embeddedDatabase(DataDirectory directory) {
		return EmbeddedDatabase.open(directory);
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
