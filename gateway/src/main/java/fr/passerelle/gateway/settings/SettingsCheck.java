package fr.passerelle.gateway.settings;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses unknown {@code passerelle.*} keys and unusable values before anything else of
 * the program starts. Spring Boot's own check of unknown keys passes over environment
 * variables, where a misspelt one is the likeliest.
 */
final class SettingsCheck implements EnvironmentPostProcessor, Ordered {

	static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("passerelle");

	private static final String FORWARDING = "server.forward-headers-strategy";

	/** Keys at most this many letters apart are taken for a misspelling. */
	private static final int NEAR = 3;

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		LeastHeap.check(Runtime.getRuntime().maxMemory());
		check(environment);
		spoken(environment);
	}

	/**
	 * The framework offers HTTP/2 by a setting of its own, for which this program has no
	 * library; it would fail with a missing class.
	 */
	private static void spoken(ConfigurableEnvironment environment) {
		if (environment.getProperty("server.http2.enabled", Boolean.class, false)) {
			throw StartRefusedException.setting("server.http2.enabled",
					"is false: this program speaks HTTP/1.1, and the proxy in front of it HTTP/2");
		}
	}

	static void check(ConfigurableEnvironment environment) {
		refuseForwarding(environment);
		SettingKeys keys = SettingKeys.of(PasserelleSettings.class);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				iterable.stream().filter(PREFIX::isAncestorOf).forEach((name) -> {
					if (!keys.has(name, variables) && !(variables && isInjected(iterable, name))) {
						throw unknown(name, keys, variables);
					}
				});
			}
		}
		try {
			Binder.get(environment).bindOrCreate(PREFIX.toString(), PasserelleSettings.class);
			HeapCheck.check(Binder.get(environment), Runtime.getRuntime().maxMemory());
		}
		catch (BindException ex) {
			throw unusable(ex);
		}
	}

	private static boolean isInjected(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty found = source.getConfigurationProperty(name);
		return found != null && found.getOrigin() instanceof PropertySourceOrigin origin
				&& InjectedVariables.has(origin.getPropertyName(), String.valueOf(found.getValue()));
	}

	/**
	 * The framework's readers of forwarding headers would believe every client, before
	 * our list of proxies is looked at.
	 */
	private static void refuseForwarding(ConfigurableEnvironment environment) {
		String strategy = environment.getProperty(FORWARDING, "none");
		if (!strategy.equalsIgnoreCase("none")) {
			throw StartRefusedException.setting(FORWARDING,
					"stays none: passerelle.trusted-proxies is the list of proxies that are believed");
		}
	}

	private static StartRefusedException unknown(ConfigurationPropertyName name, SettingKeys keys, boolean variable) {
		String shown = variable ? name.toString().toUpperCase(Locale.ROOT).replace('.', '_') : name.toString();
		Set<String> near = new LinkedHashSet<>(keys.near(name.toString(), NEAR));
		String hint = near.isEmpty() ? "" : "; meant: " + String.join(" or ", near) + "?";
		return StartRefusedException.setting(shown, "there is no such setting" + hint);
	}

	private static StartRefusedException unusable(BindException failure) {
		StartRefusedException own = own(failure);
		if (own != null) {
			return own;
		}
		BindException deepest = failure;
		Throwable cause = failure.getCause();
		while (cause != null) {
			if (cause instanceof BindException inner) {
				deepest = inner;
			}
			cause = cause.getCause();
		}
		Class<?> type = deepest.getTarget().getType().resolve(Object.class);
		return StartRefusedException.setting(deepest.getName().toString(), rule(type));
	}

	private static @Nullable StartRefusedException own(Throwable failure) {
		Throwable cause = failure;
		while (cause != null) {
			if (cause instanceof StartRefusedException refusal) {
				return refusal;
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static String rule(Class<?> type) {
		return switch (type.getSimpleName()) {
			case "Duration" -> "is a duration, e.g. 30s, 10m or 12h";
			case "DataSize" -> "is a size, e.g. 256KB";
			case "int", "Integer", "long", "Long" -> "is a whole number";
			case "boolean", "Boolean" -> "is true or false";
			case "Path" -> "is the path of a folder" + SettingRules.hintOfLocale();
			default -> "cannot be read as " + type.getSimpleName();
		};
	}

}
