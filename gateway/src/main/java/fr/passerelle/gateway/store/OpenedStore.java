package fr.passerelle.gateway.store;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * A bean that exists when the store has its tables; those that use them come after it.
 */
final class OpenedStore {

	/** Tells Spring Boot to make this bean before all that speak SQL. */
	static final class Detector extends AbstractBeansOfTypeDatabaseInitializerDetector {

		@Override
		protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
			return Set.of(OpenedStore.class);
		}

	}

}
