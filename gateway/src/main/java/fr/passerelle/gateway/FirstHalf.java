package fr.passerelle.gateway;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationClassPostProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The first half of the start: all that visitors need, from the settings to the open
 * port. It reads a few configuration classes by name, where the second half searches the
 * class path and judges some hundred conditions.
 */
final class FirstHalf {

	/** Configuration classes of the visitors' side, below this package. */
	private static final List<String> OWN = List.of("settings.SettingsConfiguration", "store.StoreConfiguration",
			"http.WebConfiguration", "network.NetworkConfiguration", "audit.AuditConfiguration",
			"suspension.GuardConfiguration", "suspension.SuspensionsConfiguration", "version.VersionConfiguration",
			"people.PeopleConfiguration", "recognition.RapprochementConfiguration", "session.SessionConfiguration",
			"enthealth.EntHealthConfiguration", "cas.CasConfiguration", "federation.FederationConfiguration",
			"saml.SamlConfiguration", "wsfed.WsFederationConfiguration", "oidc.OidcConfiguration",
			"page.PageConfiguration", "directlogin.DirectLoginConfiguration", "login.DelegationConfiguration",
			"logout.LogoutConfiguration", "proxy.ProxyConfiguration", "front.FrontConfiguration");

	private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

	private static final String TLS = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration";

	private static final String DATABASE = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	/** The parser's own note of what it imported; the second half makes another. */
	private static final String IMPORTS = ConfigurationClassPostProcessor.class.getName() + ".importRegistry";

	/** The store's tables, and all establishments in memory. */
	private static final List<String> BEFORE_THE_DOOR = List.of("openedStore", "establishments");

	private static final String SESSIONS = "sessionFile";

	private static final String DOOR = "door";

	private final GenericApplicationContext context;

	private final DefaultListableBeanFactory beans;

	FirstHalf(GenericApplicationContext context) {
		this.context = context;
		this.beans = context.getDefaultListableBeanFactory();
	}

	/**
	 * Whether a start has two halves. Flyway with settings of its own needs Spring Boot's
	 * configuration, and so do visitors then.
	 */
	static boolean isPossible(Environment environment) {
		return !isSet(environment, "spring.flyway");
	}

	private static boolean isSet(Environment environment, String prefix) {
		return Binder.get(environment).bind(prefix, Bindable.mapOf(String.class, String.class)).isBound();
	}

	/** Makes the visitors' side and opens the port. */
	void run() {
		define();
		List<BeanPostProcessor> processors = new ArrayList<>(
				this.beans.getBeansOfType(BeanPostProcessor.class, true, false).values());
		AnnotationAwareOrderComparator.sort(processors);
		processors.forEach(this.beans::addBeanPostProcessor);
		BEFORE_THE_DOOR.forEach(this.beans::getBean);
		WebServer door = this.beans.getBean(DOOR, WebServer.class);
		this.beans.getBean(SESSIONS, Lifecycle.class).start();
		door.start();
		// The second half adds them in their order, with others.
		this.beans.getBeanPostProcessors().removeAll(processors);
	}

	/** Defines the beans of the visitors' side, and no others. */
	private void define() {
		Environment environment = this.context.getEnvironment();
		AnnotatedBeanDefinitionReader reader = new AnnotatedBeanDefinitionReader(this.context, environment);
		OWN.forEach((name) -> reader.register(type(FirstHalf.class.getPackageName() + "." + name)));
		library(reader, JETTY);
		if (isSet(environment, "server.ssl") || isSet(environment, "spring.ssl")) {
			library(reader, TLS);
		}
		if (environment.containsProperty("spring.datasource.url")) {
			library(reader, DATABASE);
		}
		ConfigurationClassPostProcessor parser = new ConfigurationClassPostProcessor();
		parser.setEnvironment(environment);
		parser.setResourceLoader(this.context);
		parser.setApplicationStartup(this.context.getApplicationStartup());
		parser.postProcessBeanDefinitionRegistry(this.beans);
		this.beans.destroySingleton(IMPORTS);
	}

	/** Under the name by which the second half knows it, and leaves it out. */
	private void library(AnnotatedBeanDefinitionReader reader, String name) {
		reader.registerBean(type(name), name);
	}

	private Class<?> type(String name) {
		return ClassUtils.resolveClassName(name, this.context.getClassLoader());
	}

	/** After a start that broke off: nobody loses a session by it. */
	void undo() {
		if (this.beans.containsSingleton(SESSIONS)) {
			Lifecycle sessions = this.beans.getBean(SESSIONS, Lifecycle.class);
			if (sessions.isRunning()) {
				this.beans.getBean(DOOR, WebServer.class).stop();
				sessions.stop();
			}
		}
	}

	/** The source of the application: Spring Boot reads it before the first half. */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(PasserelleSettings.class)
	static final class SourceConfiguration {

	}

}
