package fr.passerelle.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.core.Ordered;

/**
 * Divides the start into two halves. Until the web server opens its port, only the beans
 * are made that its front door uses, directly or not: all of the visitors' side. The
 * second half makes the others, which serve administrators and periodic tasks, while
 * visitors are answered already.
 * <p>
 * A request to the administrators' side that comes during the second half waits for the
 * beans that it needs. The readiness is DOWN until the second half has ended, and a bean
 * that cannot be made ends the program as it would in the first half.
 */
final class LaterBeans implements BeanFactoryPostProcessor, Ordered {

	/**
	 * The API's description, which declares itself early. It would make the whole
	 * administrators' side in the first half.
	 */
	private static final List<String> DESCRIPTION = List.of("org.springdoc.", "io.swagger.");

	private final List<String> names = new ArrayList<>();

	private volatile boolean made;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Collection<LazyInitializationExcludeFilter> early = filters(beans);
		for (String name : beans.getBeanDefinitionNames()) {
			if (beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition && !definition.isAbstract()
					&& definition.isSingleton()) {
				postpone(early, name, definition, beans.getType(name, false));
			}
		}
	}

	/** What was declared lazy or early stays so, apart from the API's description. */
	private void postpone(Collection<LazyInitializationExcludeFilter> early, String name,
			AbstractBeanDefinition definition, @Nullable Class<?> type) {
		boolean free = definition.getLazyInit() == null && !isEarly(early, name, definition, type);
		if (free || isDescription(type)) {
			definition.setLazyInit(true);
			this.names.add(name);
		}
	}

	/** The same beans that Spring Boot leaves out when everything is to be lazy. */
	private static Collection<LazyInitializationExcludeFilter> filters(ConfigurableListableBeanFactory beans) {
		List<LazyInitializationExcludeFilter> filters = new ArrayList<>(
				beans.getBeansOfType(LazyInitializationExcludeFilter.class, false, false).values());
		filters.add(LazyInitializationExcludeFilter.forBeanTypes(SmartInitializingSingleton.class));
		return filters;
	}

	private static boolean isEarly(Collection<LazyInitializationExcludeFilter> early, String name,
			BeanDefinition definition, @Nullable Class<?> type) {
		return type != null && early.stream().anyMatch((filter) -> filter.isExcluded(name, definition, type));
	}

	private static boolean isDescription(@Nullable Class<?> type) {
		return type != null && DESCRIPTION.stream().anyMatch(type.getName()::startsWith);
	}

	/** Makes those that are not there yet, in the order of their definitions. */
	void make(ConfigurableListableBeanFactory beans) {
		for (String name : this.names) {
			beans.getBean(beans.isFactoryBean(name) ? BeanFactory.FACTORY_BEAN_PREFIX + name : name);
		}
		this.made = true;
	}

	/** Whether the second half has ended. */
	boolean areMade() {
		return this.made;
	}

	/** Of all beans that are defined when Spring Boot's own steps have ended. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
