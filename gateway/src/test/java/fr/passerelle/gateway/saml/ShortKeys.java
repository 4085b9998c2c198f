package fr.passerelle.gateway.saml;

import java.time.Clock;
import java.util.List;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives the schools of every test context shorter keys: tests run on the first compiler
 * only, which takes seconds for a key of the usual length.
 */
final class ShortKeys implements ContextCustomizerFactory {

	private static final int BITS = 2048;

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		return new Customizer();
	}

	/** All are equal, so that contexts are shared as before. */
	private record Customizer() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
			context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String name) {
					return (bean instanceof SamlKeys) ? keys(context) : bean;
				}

			});
		}

		private static SamlKeys keys(ConfigurableApplicationContext context) {
			return new SamlKeys(context.getBean(PasserelleSettings.class).dataDir().resolve("keys").resolve("saml2"),
					context.getBean(Clock.class), BITS);
		}

	}

}
