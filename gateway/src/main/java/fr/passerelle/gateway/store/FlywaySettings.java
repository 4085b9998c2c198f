package fr.passerelle.gateway.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether Spring Boot sets up Flyway, as it does where any {@code spring.flyway.*}
 * setting is made: another user for the tables' changes, for example. Without one,
 * {@link StoreStart} opens the store, and Flyway is not even loaded for a store that is
 * up to date.
 */
final class FlywaySettings implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String FLYWAY = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration";

	private boolean made = true;

	@Override
	public void setEnvironment(Environment environment) {
		this.made = areMade(environment);
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			matches[i] = this.made || !FLYWAY.equals(classes[i]);
		}
		return matches;
	}

	private static boolean areMade(Environment environment) {
		return Binder.get(environment).bind("spring.flyway", Bindable.mapOf(String.class, String.class)).isBound();
	}

	/** True where Spring Boot does not set up Flyway. */
	static final class None implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !areMade(context.getEnvironment());
		}

	}

}
