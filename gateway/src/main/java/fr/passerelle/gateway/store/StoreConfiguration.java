package fr.passerelle.gateway.store;

import javax.sql.DataSource;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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

	/**
	 * The web server would make a folder for its documents, of which there are none, in
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
