package fr.passerelle.gateway;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LaterBeansTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final List<String> made = new ArrayList<>();

	private final LaterBeans later = new LaterBeans();

	@Test
	void whatNobodyUsesYetIsMadeInTheSecondHalf() {
		define("console", true);
		start();
		assertThat(this.made).isEmpty();
		assertThat(this.later.areMade()).isFalse();
		this.later.make(this.beans);
		assertThat(this.made).containsExactly("console");
		assertThat(this.later.areMade()).isTrue();
	}

	@Test
	void whatIsDeclaredEarlyOrActsOnAllIsMadeInTheFirstHalf() {
		define("establishments", true).setLazyInit(false);
		this.beans.registerBeanDefinition("atTheEnd",
				BeanDefinitionBuilder
					.genericBeanDefinition(SmartInitializingSingleton.class, () -> () -> this.made.add("atTheEnd"))
					.getBeanDefinition());
		start();
		assertThat(this.made).containsExactly("establishments", "atTheEnd");
	}

	@Test
	void whatIsDeclaredLazyWaitsForItsFirstUse() {
		define("lazy", true).setLazyInit(true);
		start();
		this.later.make(this.beans);
		assertThat(this.made).isEmpty();
	}

	@Test
	void theApisDescriptionIsMadeInTheSecondHalfAlthoughItDeclaresItselfEarly() {
		this.beans.registerBeanDefinition("description",
				BeanDefinitionBuilder.genericBeanDefinition(SpringDocConfigProperties.class, () -> {
					this.made.add("description");
					return new SpringDocConfigProperties();
				}).setLazyInit(false).getBeanDefinition());
		start();
		assertThat(this.made).isEmpty();
		this.later.make(this.beans);
		assertThat(this.made).containsExactly("description");
	}

	@Test
	void whenABeanCannotBeMadeThenTheSecondHalfFails() {
		define("broken", false);
		start();
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> this.later.make(this.beans))
			.withMessageContaining("broken");
		assertThat(this.later.areMade()).isFalse();
	}

	private AbstractBeanDefinition define(String name, boolean works) {
		AbstractBeanDefinition definition = BeanDefinitionBuilder.genericBeanDefinition(Object.class, () -> {
			if (!works) {
				throw new IllegalArgumentException(name);
			}
			this.made.add(name);
			return new Object();
		}).getBeanDefinition();
		this.beans.registerBeanDefinition(name, definition);
		return definition;
	}

	private void start() {
		this.later.postProcessBeanFactory(this.beans);
		// As a context does after its post-processors.
		this.beans.clearMetadataCache();
		this.beans.preInstantiateSingletons();
	}

}
