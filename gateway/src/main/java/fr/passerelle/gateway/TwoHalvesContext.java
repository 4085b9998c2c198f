package fr.passerelle.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;

/**
 * The program's beans, made in two halves: {@link FirstHalf} opens the port for visitors,
 * then Spring Boot reads all other configuration and makes the administrators' side.
 * Events of the first half reach their listeners in the second.
 */
final class TwoHalvesContext extends AnnotationConfigServletWebServerApplicationContext {

	private @Nullable FirstHalf first;

	@Override
	protected void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		super.postProcessBeanFactory(beans);
		if (FirstHalf.isPossible(getEnvironment())) {
			FirstHalf half = new FirstHalf(this);
			this.first = half;
			half.run();
		}
		new AnnotatedBeanDefinitionReader(this, getEnvironment()).register(Passerelle.class);
	}

	@Override
	protected void destroyBeans() {
		FirstHalf half = this.first;
		if (half != null) {
			half.undo();
		}
		super.destroyBeans();
	}

}
